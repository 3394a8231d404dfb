import { Injectable } from '@nestjs/common';
import { Mutex } from 'async-mutex';
import { Clock } from '#platform';
import { secondsToWait, tooManyFailedLogins, withAnotherFailure } from '../domain/login-throttling.js';
import { FailedLogins, type LoginOrigin } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

@Injectable()
export class LoginThrottle {
  private readonly attempts = new KeyedMutex();

  constructor(
    private readonly failedLogins: FailedLogins,
    private readonly clock: Clock,
    private readonly settings: IdentitySettings,
  ) {}

  /** A result of undefined counts as a failure. @throws Rejection RATE_LIMITED if the origin has to wait first */
  attempt<T>(origin: LoginOrigin, login: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.settings.SUGANG_RATE_LIMIT === 'off') return login();
    return this.attempts.runExclusive(`${origin.email} ${origin.address}`, () => this.throttled(origin, login));
  }

  private async throttled<T>(origin: LoginOrigin, login: () => Promise<T | undefined>): Promise<T | undefined> {
    const failures = await this.failedLogins.of(origin);
    const seconds = secondsToWait(failures, this.clock.now());
    if (seconds > 0) throw tooManyFailedLogins(seconds);
    const found = await login();
    if (found === undefined) {
      await this.failedLogins.change(origin, (known) => withAnotherFailure(known, this.clock.now()));
    } else if (failures !== undefined) {
      await this.failedLogins.delete(origin);
    }
    return found;
  }
}

export class KeyedMutex {
  private readonly mutexes = new Map<string, { mutex: Mutex; users: number }>();

  async runExclusive<T>(key: string, work: () => Promise<T>): Promise<T> {
    const entry = this.mutexes.get(key) ?? { mutex: new Mutex(), users: 0 };
    this.mutexes.set(key, entry);
    entry.users += 1;
    try {
      return await entry.mutex.runExclusive(work);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) this.mutexes.delete(key);
    }
  }
}
