import type { Asked } from './history.js';

export interface LoadOptions {
  perSecond: number;
  /** Ends by itself after so many seconds; until `stop` where left out. */
  seconds?: number;
  /** Who gets no answer asks once more with the same key, so many milliseconds later; that outcome counts (nobody does). */
  againAfterMs?: number;
}

export interface LoadFigures {
  asked: number;
  /** 2xx. */
  done: number;
  /** Answers that were neither 2xx nor a final refusal, and requests without an answer. */
  failed: number;
  /** 2xx per second. */
  perSecond: number;
  p50: number;
  p99: number;
}

/** Somebody comes `perSecond` times a second, whether or not those before have their answers. */
export class Load {
  private readonly answers: Asked[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly begun = performance.now();
  private readonly timer: NodeJS.Timeout;
  private came = 0;
  private ended: number | undefined;

  /** @param come one who comes; answers the request with its outcome */
  constructor(
    private readonly options: LoadOptions,
    private readonly come: (n: number) => Promise<Asked>,
  ) {
    this.timer = setInterval(() => this.tick(), 20);
  }

  /** Figures of those who came between two instants of the performance clock. */
  figures(from = this.begun, to = this.ended ?? performance.now()): LoadFigures {
    const asked = this.answers.filter(({ at }) => at >= from && at < to);
    const times = asked.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const done = asked.filter(({ known }) => known === 'done').length;
    const at = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? 0);
    return {
      asked: asked.length,
      done,
      failed: asked.filter(({ known }) => known === 'unknown').length,
      perSecond: done / ((to - from) / 1000),
      p50: at(0.5),
      p99: at(0.99),
    };
  }

  /** No new ones come; resolves when everybody has an answer. */
  async stop(): Promise<LoadFigures> {
    this.end();
    await Promise.all(this.underWay);
    return this.figures();
  }

  private end(): void {
    this.ended ??= performance.now();
    clearInterval(this.timer);
  }

  private tick(): void {
    const elapsed = (performance.now() - this.begun) / 1000;
    const { perSecond, seconds = Infinity } = this.options;
    for (const due = Math.min(elapsed, seconds) * perSecond; this.came < due; this.came += 1) this.one(this.came);
    if (elapsed >= seconds) this.end();
  }

  private one(n: number): void {
    const coming = this.come(n).then((asked) => void this.answers.push(asked));
    this.underWay.add(coming);
    void coming.finally(() => this.underWay.delete(coming));
  }
}
