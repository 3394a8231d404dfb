import type { KnownAccount } from '../domain/teaching.js';

export abstract class KnownAccounts {
  abstract find(id: string): Promise<KnownAccount | undefined>;
  abstract instructorAt(email: string): Promise<KnownAccount | undefined>;
}
