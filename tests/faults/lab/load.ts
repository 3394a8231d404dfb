import type { Asked } from './history.js';

export interface LoadOptions {
  perSecond: number;
  /** Duration in seconds; without it, until `stop`. */
  seconds?: number;
  /** A student without a response retries once with the same key after this many milliseconds, and that outcome counts (default: no retry). */
  againAfterMs?: number;
}

export interface LoadCounts {
  asked: number;
  /** 2xx. */
  done: number;
  /** Responses that were neither 2xx nor a final rejection, and requests without a response. */
  failed: number;
  /** 2xx per second. */
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends `perSecond` requests a second, whether or not earlier ones have a response. */
export class Load {
  private readonly answers: Asked[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly begun = performance.now();
  private readonly timer: NodeJS.Timeout;
  private came = 0;
  private ended: number | undefined;

  /** @param come sends one request and returns it with its outcome */
  constructor(
    private readonly options: LoadOptions,
    private readonly come: (n: number) => Promise<Asked>,
  ) {
    this.timer = setInterval(() => this.tick(), 20);
  }

  /** Counts of the requests sent between two instants of the performance clock. */
  counts(from = this.begun, to = this.ended ?? performance.now()): LoadCounts {
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

  /** Sends no new requests; resolves when every one has a response. */
  async stop(): Promise<LoadCounts> {
    this.end();
    await Promise.all(this.underWay);
    return this.counts();
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
