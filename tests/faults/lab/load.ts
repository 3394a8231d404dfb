export interface LoadOptions {
  perSecond: number;
  /** Ends by itself after so many seconds; until `stop` where left out. */
  seconds?: number;
}

export interface LoadFigures {
  asked: number;
  /** 2xx. */
  done: number;
  /** Answers that were neither 2xx nor a final refusal, and requests without an answer. */
  failed: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Students who keep coming. */
export interface Load {
  /** Figures of the time between two instants of the performance clock. */
  figures(from?: number, to?: number): LoadFigures;
  /** No new ones come; resolves when everybody has an answer. */
  stop(): Promise<LoadFigures>;
}
