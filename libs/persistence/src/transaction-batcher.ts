import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import type { AmbientTransaction } from './ambient-transaction.js';
import { Refused } from './batcher.js';
import type { Database } from './database.js';

interface Call<Member, Result> {
  member: Member;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Collects the calls of units of work that share a transaction (`Database.shared`) until every unit waits, then runs them as one batch (ADR 0023). */
export class TransactionBatcher<Member, Result> {
  private readonly waiting = new WeakMap<AmbientTransaction, Call<Member, Result>[]>();
  private readonly outside = AsyncLocalStorage.snapshot();

  /** @param keyOf calls with the same key do not share a batch, so the second one sees the writes of the first */
  constructor(
    private readonly database: Database,
    private readonly run: (members: Member[], manager: EntityManager) => Promise<(Result | Refused)[]>,
    private readonly keyOf?: (member: Member) => string,
  ) {}

  /** Outside of `Database.shared` the call joins the caller's transaction or has its own. @throws the error that `run` returned for this member */
  async add(member: Member): Promise<Result> {
    const shared = this.database.sharedTransaction;
    if (!shared) return this.alone(member);
    return new Promise((resolve, reject) => {
      const call = { member, resolve, reject };
      const calls = this.waiting.get(shared);
      if (calls) calls.push(call);
      else this.gather(shared, [call]);
    });
  }

  private async alone(member: Member): Promise<Result> {
    const [outcome] = await this.database.transaction(({ manager }) => this.run([member], manager));
    if (outcome instanceof Refused) throw outcome.reason;
    return outcome as Result;
  }

  /** By the next tick after a microtask, no unit can continue without the store. */
  private gather(shared: AmbientTransaction, calls: Call<Member, Result>[]): void {
    this.waiting.set(shared, calls);
    queueMicrotask(() => process.nextTick(() => this.outside(() => void this.flush(shared))));
  }

  private async flush(shared: AmbientTransaction): Promise<void> {
    const { now, later } = this.split(this.waiting.get(shared) ?? []);
    this.waiting.set(shared, later);
    try {
      const members = now.map(({ member }) => member);
      const outcomes = await this.database.join(shared, ({ manager }) => this.run(members, manager));
      now.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index] as Result | Refused;
        if (outcome instanceof Refused) reject(outcome.reason);
        else resolve(outcome);
      });
    } catch (error) {
      now.forEach(({ reject }) => reject(error));
    }
    if (later.length > 0) await this.flush(shared);
    else this.waiting.delete(shared);
  }

  private split(calls: Call<Member, Result>[]): Record<'now' | 'later', Call<Member, Result>[]> {
    if (!this.keyOf) return { now: calls, later: [] };
    const keys = new Set<string>();
    const [now, later]: Call<Member, Result>[][] = [[], []];
    for (const call of calls) {
      const key = this.keyOf(call.member);
      (keys.has(key) ? later : now)!.push(call);
      keys.add(key);
    }
    return { now: now!, later: later! };
  }
}
