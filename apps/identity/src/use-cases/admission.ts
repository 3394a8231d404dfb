import { Injectable } from '@nestjs/common';
import { Rejection } from '#contracts';
import { Metrics, networkOf } from '#platform';
import { IdentitySettings } from '../settings.js';
import { FairQueue, QueueFull } from './fair-queue.js';

// Large enough to use the store and all cores; small enough that a request is answered or refused within about two seconds.
const LIMITS = { concurrency: 8, queue: 200 };
const RETRY_AFTER_SECONDS = 3;

/** The queue in front of logins and sign-ups, which cost a password hash each. It is served round-robin by client network. */
@Injectable()
export class Admission {
  private readonly queue = new FairQueue(LIMITS);

  constructor(
    private readonly settings: IdentitySettings,
    metrics: Metrics,
  ) {
    metrics.gauge('sugang_logins_waiting', 'Logins and sign-ups in the queue for admission', [], (gauge) =>
      gauge.set(this.queue.waiting),
    );
  }

  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (this.settings.SUGANG_RATE_LIMIT === 'off') return work();
    try {
      return await this.queue.run(networkOf(address, 48), work);
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
      throw new Rejection('RATE_LIMITED', { variant: 'logins-busy', retryAfter: RETRY_AFTER_SECONDS });
    }
  }
}
