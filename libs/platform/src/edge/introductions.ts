import { LRUCache } from 'lru-cache';
import type { CallingAccount } from '../auth/account.js';
import type { Log } from '../log/log.js';

/** Shows a bearer token to identity, and resolves with the status that it answers. @throws when it does not answer */
export type Introduce = (token: string) => Promise<number>;

const REMEMBERED = 20_000;
const AT_ONCE = 8;
const PAUSE_MS = 1_000;

/**
 * Sees to it that identity hears of everybody whom another provider lets in, once per process and per what their tokens tell; beside
 * the request, which neither waits for it nor fails by it. What did not succeed is tried again at a later request.
 */
export class Introductions {
  /** When there is something to do again for those who were seen, by what their token tells. */
  private readonly dueAt = new LRUCache<string, number>({ max: REMEMBERED });
  private underWay = 0;
  private pausedUntil = -Infinity;

  constructor(
    private readonly introduce: Introduce,
    private readonly log: Log,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** A verified token was seen. A service is nobody to introduce, and whom identity itself lets in it knows. */
  seen({ id, role, name, profile }: CallingAccount, token: string): void {
    if (!profile || role === 'service') return;
    const who = JSON.stringify([id, role, name, profile.email, profile.locale]);
    const now = performance.now();
    if (now < (this.dueAt.get(who) ?? -Infinity) || now < this.pausedUntil || this.underWay >= AT_ONCE) return;
    this.dueAt.set(who, Infinity);
    void this.present(who, token);
  }

  private async present(who: string, token: string): Promise<void> {
    this.underWay += 1;
    try {
      const status = await this.introduce(token);
      if (status >= 500) throw new Error(`identity answered ${status}`);
      if (status < 300) return;
      this.log.warn('identity does not take a subject that the entrance let in', { status });
      this.dueAt.set(who, performance.now() + this.pauseMs);
    } catch (error) {
      this.pausedUntil = performance.now() + this.pauseMs;
      this.dueAt.delete(who);
      this.log.warn('nobody can be introduced to identity now', { error });
    } finally {
      this.underWay -= 1;
    }
  }
}
