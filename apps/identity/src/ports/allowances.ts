import type { Allowance } from '../domain/allowance.js';

/** Counts what replicas allow together. Keys are digests. */
export abstract class Allowances {
  /** Takes one, or returns the seconds until there is one again; 0 if it was taken. */
  abstract take(key: string, allowance: Allowance): Promise<number>;

  abstract giveBack(key: string, allowance: Allowance): Promise<void>;

  abstract deleteFull(now: Date, limit: number): Promise<number>;
}
