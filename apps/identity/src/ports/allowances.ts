import type { Allowance } from '../domain/allowance.js';

/** Allowances that all replicas share. Keys are digests. */
export abstract class Allowances {
  /** Takes one unit and returns 0, or returns the seconds until one is available. */
  abstract take(key: string, allowance: Allowance): Promise<number>;

  abstract giveBack(key: string, allowance: Allowance): Promise<void>;

  abstract deleteFull(now: Date, limit: number): Promise<number>;
}
