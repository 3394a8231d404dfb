import { Injectable } from '@nestjs/common';
import { Clock, Metrics } from '#platform';
import { DueNotifications } from './ports/due-notifications.js';

const byChannel: readonly 'channel'[] = ['channel'];

@Injectable()
export class NotificationMetrics {
  readonly outcomes;
  readonly repeated;
  readonly sendSeconds;
  readonly deleted;

  constructor(
    private readonly metrics: Metrics,
    private readonly due: DueNotifications,
    private readonly clock: Clock,
  ) {
    this.outcomes = metrics.counter(
      'sugang_notifications_total',
      'Attempts to send a message to a student, by result',
      ['channel', 'result'],
    );
    this.repeated = metrics.counter(
      'sugang_notifications_repeated_total',
      'Attempts that follow one without a recorded outcome: the message may have been sent before',
      byChannel,
    );
    this.sendSeconds = metrics.histogram(
      'sugang_notification_send_seconds',
      'Duration of one attempt to send a message',
      [...byChannel],
    );
    this.deleted = metrics.counter(
      'sugang_notifications_deleted_total',
      'Messages deleted at the end of their retention period',
    );
    metrics.gauge('sugang_notifications_pending', 'Messages waiting to be sent', byChannel, async (gauge) => {
      gauge.reset();
      for (const { channel, pending } of await this.due.counts()) gauge.set({ channel }, pending);
    });
    metrics.gauge('sugang_notifications_parked', 'Messages that could not be delivered', byChannel, async (gauge) => {
      gauge.reset();
      for (const { channel, parked } of await this.due.counts()) gauge.set({ channel }, parked);
    });
    metrics.gauge(
      'sugang_notifications_oldest_seconds',
      'Age of the oldest message waiting to be sent',
      byChannel,
      async (gauge) => {
        gauge.reset();
        const now = this.clock.now().getTime();
        for (const { channel, oldest } of await this.due.counts()) {
          if (oldest) gauge.set({ channel }, Math.max(0, now - oldest.getTime()) / 1_000);
        }
      },
    );
  }

  /** Counts deleted messages in their own metric and in the one that all sweeps share. */
  countDeleted(what: 'notification' | 'announcement', deleted: number): void {
    if (what === 'notification') this.deleted.inc(deleted);
    this.metrics.countExpired(what, deleted);
  }
}
