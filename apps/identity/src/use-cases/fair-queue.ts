export interface QueueLimits {
  concurrency: number;
  queue: number;
}

export class QueueFull extends Error {
  constructor() {
    super('the queue is full');
    this.name = 'QueueFull';
  }
}

interface Waiting {
  start: () => void;
  refuse: (error: QueueFull) => void;
}

/** Runs a limited number of tasks concurrently. Waiting tasks start round-robin by key, so that one key cannot delay the others. */
export class FairQueue {
  private running = 0;
  private queued = 0;
  private readonly lines = new Map<string, Waiting[]>();

  constructor(private readonly limits: QueueLimits) {}

  get waiting(): number {
    return this.queued;
  }

  /** @throws QueueFull immediately, or later if the queue is full and this key has the most waiting tasks */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.running < this.limits.concurrency) return this.started(work);
    if (this.queued >= this.limits.queue) this.makeRoomFor(key);
    return new Promise<T>((resolve, refuse) => {
      const line = this.lines.get(key) ?? [];
      this.lines.set(key, [...line, { start: () => resolve(this.started(work)), refuse }]);
      this.queued += 1;
    });
  }

  private async started<T>(work: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.startNext();
    }
  }

  private startNext(): void {
    const [turn] = this.lines;
    if (turn === undefined) return;
    const [key, [first, ...rest]] = turn;
    this.lines.delete(key);
    if (rest.length > 0) this.lines.set(key, rest);
    this.queued -= 1;
    first!.start();
  }

  private makeRoomFor(key: string): void {
    const [longest, line] = [...this.lines].reduce(
      (most, each) => (each[1].length > most[1].length ? each : most),
      ['', [] as Waiting[]],
    );
    if (line.length <= (this.lines.get(key)?.length ?? 0) + 1) throw new QueueFull();
    this.lines.set(longest, line.slice(0, -1));
    this.queued -= 1;
    line.at(-1)!.refuse(new QueueFull());
  }
}
