import { DueNotifications } from '../src/use-cases/due-notifications.js';

/** Lets the sender die after a message has left and before that is recorded, as often as `deaths` says. */
export class CrashingDueNotifications extends DueNotifications {
  deaths = 0;

  constructor(private readonly real: DueNotifications) {
    super();
  }

  override forgetClaims(...given: Parameters<DueNotifications['forgetClaims']>) {
    return this.real.forgetClaims(...given);
  }

  override claim(...given: Parameters<DueNotifications['claim']>) {
    return this.real.claim(...given);
  }

  override async end(...given: Parameters<DueNotifications['end']>): Promise<void> {
    if (this.deaths === 0) return this.real.end(...given);
    this.deaths -= 1;
    throw new Error('killed before the outcome was recorded');
  }

  override giveBack(...given: Parameters<DueNotifications['giveBack']>) {
    return this.real.giveBack(...given);
  }

  override leave(...given: Parameters<DueNotifications['leave']>) {
    return this.real.leave(...given);
  }

  override figures() {
    return this.real.figures();
  }
}
