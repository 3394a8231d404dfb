import { Injectable } from '@nestjs/common';
import { Mutex } from 'async-mutex';
import { Rejection } from '#contracts';
import { Clock, networkOf, siteOf } from '#platform';
import { ACCOUNT_GUESSES, SITE_GUESSES, type Allowance } from '../domain/allowance.js';
import { secondsToWait, tooManyFailedLogins, withAnotherFailure } from '../domain/login-throttling.js';
import { Allowances } from '../ports/allowances.js';
import { Digests } from '../ports/digests.js';
import { FailedLogins, KnownNetworks } from '../ports/sessions.js';
import { IdentitySettings } from '../settings.js';

export interface LoginOrigin {
  email: string;
  address: string;
}

interface Share {
  key: string;
  allowance: Allowance;
}

@Injectable()
export class LoginThrottle {
  private readonly attempts = new KeyedMutex();

  constructor(
    private readonly failedLogins: FailedLogins,
    private readonly knownNetworks: KnownNetworks,
    private readonly allowances: Allowances,
    private readonly digests: Digests,
    private readonly clock: Clock,
    private readonly settings: IdentitySettings,
  ) {}

  /** A result of undefined counts as a failure. @throws Rejection RATE_LIMITED if the origin has to wait first */
  attempt<T>(origin: LoginOrigin, login: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.settings.SUGANG_RATE_LIMIT === 'off') return login();
    const email = origin.email.toLowerCase();
    const network = networkOf(origin.address);
    return this.attempts.runExclusive(`${email} ${network}`, async () => {
      const isKnown = await this.knownNetworks.includes(this.digests.everyOf('known', email, network));
      const shares = isKnown ? [] : this.sharesOf(email, origin.address);
      const found = await this.throttled(this.digests.of('failed', email, network), shares, login);
      if (found !== undefined) {
        await this.knownNetworks.add(this.digests.of('known', email, network), this.clock.now());
      }
      return found;
    });
  }

  private async throttled<T>(
    guesser: string,
    shares: Share[],
    login: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const failures = await this.failedLogins.of(guesser);
    const seconds = failures ? secondsToWait(failures, this.clock.now()) : 0;
    if (seconds > 0) throw tooManyFailedLogins(seconds);
    const found = await this.withinAllowances(shares, login);
    if (found === undefined) {
      const now = this.clock.now();
      await this.failedLogins.change(guesser, (stored) => withAnotherFailure(stored, now));
    } else if (failures !== undefined) {
      await this.failedLogins.delete(guesser);
    }
    return found;
  }

  // Taken before the password is checked, so that concurrent guesses cannot exceed the allowance; only a failure uses it up.
  private async withinAllowances<T>(shares: Share[], login: () => Promise<T | undefined>): Promise<T | undefined> {
    const taken: Share[] = [];
    let failed = false;
    try {
      for (const share of shares) {
        const seconds = await this.allowances.take(share.key, share.allowance);
        if (seconds > 0) throw tooManyGuesses(seconds);
        taken.push(share);
      }
      const found = await login();
      failed = found === undefined;
      return found;
    } finally {
      if (!failed) for (const { key, allowance } of taken) await this.allowances.giveBack(key, allowance);
    }
  }

  private sharesOf(email: string, address: string): Share[] {
    return [
      { key: this.digests.of('site', email, siteOf(address)), allowance: SITE_GUESSES },
      { key: this.digests.of('account', email), allowance: ACCOUNT_GUESSES },
    ];
  }
}

const tooManyGuesses = (seconds: number): Rejection =>
  new Rejection('RATE_LIMITED', { variant: 'guesses', values: { seconds }, retryAfter: seconds });

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
