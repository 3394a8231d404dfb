import { LRUCache } from 'lru-cache';
import type { CallingAccount } from '../auth/calling-account.js';
import type { Log } from '../log/log.js';

/** Sends a bearer token to identity, which creates or updates the account; resolves with the response status. @throws if identity does not respond */
export type ProvisionAccount = (token: string) => Promise<number>;

const MAX_REMEMBERED = 20_000;
const CONCURRENCY = 8;
const RETRY_AFTER_MS = 1_000;

/** Provisions an external provider's accounts once per process and token content; the request neither waits for it nor fails with it. */
export class AccountProvisioning {
  private readonly dueAt = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  private inFlight = 0;
  private pausedUntil = -Infinity;

  constructor(
    private readonly provision: ProvisionAccount,
    private readonly log: Log,
    private readonly retryAfterMs = RETRY_AFTER_MS,
  ) {}

  /** Services have no account, and identity already has the accounts that it manages itself. */
  onRequest({ id, role, name, profile }: CallingAccount, token: string): void {
    if (!profile || role === 'service') return;
    const key = JSON.stringify([id, role, name, profile.email, profile.locale]);
    const now = performance.now();
    if (now < (this.dueAt.get(key) ?? -Infinity) || now < this.pausedUntil || this.inFlight >= CONCURRENCY) return;
    this.dueAt.set(key, Infinity);
    void this.send(key, token);
  }

  private async send(key: string, token: string): Promise<void> {
    this.inFlight += 1;
    try {
      const status = await this.provision(token);
      if (status >= 500) throw new Error(`identity returned status ${status}`);
      if (status < 300) return;
      this.log.warn('identity rejected an account that has a valid token', { status });
      this.dueAt.set(key, performance.now() + this.retryAfterMs);
    } catch (error) {
      this.pausedUntil = performance.now() + this.retryAfterMs;
      this.dueAt.delete(key);
      this.log.warn('failed to provision an account at identity; it is retried with a later request', { error });
    } finally {
      this.inFlight -= 1;
    }
  }
}
