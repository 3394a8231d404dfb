import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { secondsToWait, slowedDown, withAnotherFailure } from '../domain/login-slow-down.js';
import { FailedLogins, type Guesser } from '../ports/failed-logins.js';
import { OneAtATime } from './one-at-a-time.js';

export class SlowDownSwitch {
  constructor(readonly on: boolean) {}
}

/** Makes guessing slow: one guess at a time, and longer and longer waits after failures in a row. */
@Injectable()
export class LoginSlowDown {
  private readonly turns = new OneAtATime();

  constructor(
    private readonly failedLogins: FailedLogins,
    private readonly clock: Clock,
    private readonly slowDown: SlowDownSwitch,
  ) {}

  /**
   * Takes the guess when its turn has come; undefined counts as a failure.
   * @throws Rejection RATE_LIMITED when the guesser has to wait first
   */
  admit<T>(guesser: Guesser, guess: () => Promise<T | undefined>): Promise<T | undefined> {
    if (!this.slowDown.on) return guess();
    return this.turns.run(`${guesser.email} ${guesser.address}`, () => this.inTurn(guesser, guess));
  }

  private async inTurn<T>(guesser: Guesser, guess: () => Promise<T | undefined>): Promise<T | undefined> {
    const failures = await this.failedLogins.of(guesser);
    const seconds = secondsToWait(failures, this.clock.now());
    if (seconds > 0) throw slowedDown(seconds);
    const found = await guess();
    if (found === undefined) {
      await this.failedLogins.change(guesser, (known) => withAnotherFailure(known, this.clock.now()));
    } else if (failures !== undefined) {
      await this.failedLogins.forget(guesser);
    }
    return found;
  }
}
