import { DueNotifications } from '../src/ports/due-notifications.js';

/** Simulates that the sender crashes after a message was sent and before its outcome is recorded, `crashes` times. */
export class CrashingDueNotifications extends DueNotifications {
  crashes = 0;

  constructor(private readonly real: DueNotifications) {
    super();
  }

  override releaseClaims(...args: Parameters<DueNotifications['releaseClaims']>) {
    return this.real.releaseClaims(...args);
  }

  override claim(...args: Parameters<DueNotifications['claim']>) {
    return this.real.claim(...args);
  }

  override async finish(...args: Parameters<DueNotifications['finish']>): Promise<void> {
    if (this.crashes === 0) return this.real.finish(...args);
    this.crashes -= 1;
    throw new Error('crashed before the outcome was recorded');
  }

  override retryAt(...args: Parameters<DueNotifications['retryAt']>) {
    return this.real.retryAt(...args);
  }

  override release(...args: Parameters<DueNotifications['release']>) {
    return this.real.release(...args);
  }

  override sentTo(...args: Parameters<DueNotifications['sentTo']>) {
    return this.real.sentTo(...args);
  }

  override deleteEnded(...args: Parameters<DueNotifications['deleteEnded']>) {
    return this.real.deleteEnded(...args);
  }

  override counts() {
    return this.real.counts();
  }
}
