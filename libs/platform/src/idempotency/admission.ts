import type { Rejection } from '#contracts';
import type { CallingAccount } from '../auth/calling-account.js';

/** Finds requests of a route that would certainly be refused, before they reserve their idempotency key. */
export abstract class Admission {
  /** The final refusal of a valid request; undefined if it must be executed. Then `ended` is called once it has been. */
  abstract refusalOf(account: CallingAccount, body: unknown): Promise<Rejection | undefined>;
  abstract ended(account: CallingAccount, body: unknown): void;
}
