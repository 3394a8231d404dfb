import { AsyncLocalStorage } from 'node:async_hooks';
import { CommitUnknown, StoreUnavailable } from './errors.js';

export interface BatcherOptions<Member> {
  /** Members with a common key are never in progress at the same time. */
  keysOf?: (member: Member) => readonly string[];
  /** Groups take turns, so that a large one delays the others by one batch at most. */
  groupOf?: (member: Member) => string;
  size?: number;
  batchesInFlight?: number;
  maxQueued?: number;
  /** How long a member may wait for its batch: later, its caller has given up. */
  maxWaitMs?: number;
}

export class Refused {
  constructor(readonly reason: unknown) {}
}

/** The result of `decide`, or its refusal as the outcome of one member. @throws every other error */
export function outcomeOf<Result>(decide: () => Result, isRefusal: (error: unknown) => boolean): Result | Refused {
  try {
    return decide();
  } catch (error) {
    if (isRefusal(error)) return new Refused(error);
    throw error;
  }
}

export const isAccepted = <Result>(outcome: Result | Refused): outcome is Result => !(outcome instanceof Refused);

interface Queued<Member, Result> {
  member: Member;
  since: number;
  keys: readonly string[];
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

type Run<Member, Result> = (members: Member[]) => Promise<(Result | Refused)[]>;

/** Runs what arrives during a batch as the next one. When a batch fails, each member runs alone (ADR 0023). */
export class Batcher<Member, Result> {
  private readonly groups = new Map<string, Queued<Member, Result>[]>();
  private readonly busy = new Set<string>();
  /** A batch belongs to no caller: it runs in none of their transactions and traces. */
  private readonly outside = AsyncLocalStorage.snapshot();
  private readonly options: Required<BatcherOptions<Member>>;
  private queued = 0;
  private inFlight = 0;

  /** @param run one transaction for all members; returns their results in the same order */
  constructor(
    private readonly run: Run<Member, Result>,
    options: BatcherOptions<Member> = {},
  ) {
    const defaults = { size: 64, batchesInFlight: 1, maxQueued: 10_000, maxWaitMs: 30_000 };
    this.options = { keysOf: () => [], groupOf: () => '', ...defaults, ...options };
  }

  /** @throws StoreUnavailable when too many are queued or a batch begins too late; CommitUnknown; what `run` throws for this member alone */
  async add(member: Member): Promise<Result> {
    const { keysOf, groupOf, maxQueued } = this.options;
    if (this.queued >= maxQueued) throw new StoreUnavailable(`${this.queued} writes are already queued`);
    return new Promise((resolve, reject) => {
      const group = groupOf(member);
      const members = this.groups.get(group) ?? [];
      members.push({ member, since: performance.now(), keys: keysOf(member), resolve, reject });
      this.groups.set(group, members);
      this.queued += 1;
      queueMicrotask(() => this.outside(() => this.startBatches()));
    });
  }

  private startBatches(): void {
    this.rejectLate();
    while (this.inFlight < this.options.batchesInFlight) {
      const batch = this.take();
      if (batch.length === 0) return;
      this.inFlight += 1;
      void this.settle(batch).then(() => {
        this.inFlight -= 1;
        for (const key of batch.flatMap(({ keys }) => keys)) this.busy.delete(key);
        this.startBatches();
      });
    }
  }

  private rejectLate(): void {
    const { maxWaitMs } = this.options;
    const from = performance.now() - maxWaitMs;
    for (const [group, members] of this.groups) {
      const onTime = members.findIndex(({ since }) => since >= from);
      const late = members.splice(0, onTime < 0 ? members.length : onTime);
      if (members.length === 0) this.groups.delete(group);
      this.queued -= late.length;
      for (const { reject } of late) reject(new StoreUnavailable(`a write waited ${maxWaitMs} ms for its batch`));
    }
  }

  private take(): Queued<Member, Result>[] {
    const batch: Queued<Member, Result>[] = [];
    for (let before = -1; before < batch.length && batch.length < this.options.size;) {
      before = batch.length;
      for (const group of [...this.groups.keys()].slice(0, this.options.size)) {
        const next = batch.length < this.options.size ? this.takeFrom(group) : undefined;
        if (next) batch.push(next);
      }
    }
    return batch;
  }

  private takeFrom(group: string): Queued<Member, Result> | undefined {
    const members = this.groups.get(group) ?? [];
    const index = members.findIndex(({ keys }) => !keys.some((key) => this.busy.has(key)));
    this.groups.delete(group);
    const [next] = index < 0 ? [] : members.splice(index, 1);
    if (members.length > 0) this.groups.set(group, members);
    if (!next) return undefined;
    next.keys.forEach((key) => this.busy.add(key));
    this.queued -= 1;
    return next;
  }

  private async settle(batch: Queued<Member, Result>[]): Promise<void> {
    try {
      const outcomes = await this.run(batch.map(({ member }) => member));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index] as Result | Refused;
        if (outcome instanceof Refused) reject(outcome.reason);
        else resolve(outcome);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else if (error instanceof CommitUnknown) batch.forEach(({ reject }) => reject(new CommitUnknown(error.cause)));
      else await Promise.all(batch.map((one) => this.settle([one])));
    }
  }
}
