import { Injectable } from '@nestjs/common';
import { Clock, Log, Metrics } from '#platform';
import { nextTry, type RetryRule } from '../domain/retry-schedule.js';
import { overtakenBy } from '../domain/still-worth-telling.js';
import type { Text } from '../domain/templates/texts.js';
import { writeMessage } from '../domain/write-message.js';
import { Channels, LONGEST_TRY_MS, NotYet, Undeliverable } from './channel.js';
import { DueNotifications, type ClaimedNotification, type Ending } from './due-notifications.js';

/** How often a message is tried, and by which chance the pauses are spread. */
export class Patience {
  constructor(
    readonly rule: RetryRule,
    readonly chance: () => number = Math.random,
  ) {}
}

/** Sends one claimed message, or says why not; its outcome is recorded in either case. */
@Injectable()
export class Sending {
  private readonly log: Log;
  private readonly outcomes;
  private readonly repeated;
  private readonly seconds;

  constructor(
    private readonly due: DueNotifications,
    private readonly channels: Channels,
    private readonly patience: Patience,
    private readonly clock: Clock,
    log: Log,
    metrics: Metrics,
  ) {
    this.log = log.for('sending');
    this.outcomes = metrics.counter('sugang_notifications_total', 'Messages to students, by how a try ended', [
      'channel',
      'result',
    ]);
    this.repeated = metrics.counter(
      'sugang_notifications_repeated_total',
      'Tries after one that left no record: only the key keeps the student from hearing it twice',
      ['channel'],
    );
    this.seconds = metrics.histogram('sugang_notification_send_seconds', 'Duration of handing over one message', [
      'channel',
    ]);
  }

  async send(claim: ClaimedNotification): Promise<void> {
    const now = this.clock.now();
    // A try that outlives its claim runs beside that of whoever claims the message next.
    if (claim.claimedUntil.getTime() - now.getTime() < LONGEST_TRY_MS) return this.due.leave(claim, now);
    if (claim.repeated) this.repeated.inc({ channel: claim.channel });
    const reason = overtakenBy(claim, claim.registration, claim.lecture, now);
    if (reason !== undefined) return this.end(claim, { status: 'OVERTAKEN', at: now, reason });
    if (!claim.preferences.channels.includes(claim.channel)) {
      return this.end(claim, { status: 'UNWANTED', at: now, reason: 'the student does not want it any more' });
    }
    const text = await this.handOver(claim).catch((error: unknown) => this.failed(claim, error));
    // Where this record fails, the message has left all the same: its claim runs out, and its key comes again.
    if (text) await this.end(claim, { status: 'SENT', at: this.clock.now(), text });
  }

  private async handOver(claim: ClaimedNotification): Promise<Text> {
    const { account, lecture, preferences, channel, template } = claim;
    if (!account || !lecture) throw new Error('the account or the lecture is not known yet');
    const { name, locale, email } = account;
    const text = writeMessage(template, locale, claim.facts, { name, lecture });
    const end = this.seconds.startTimer({ channel });
    try {
      await this.channels.named(channel).send({
        key: `${claim.id}:${channel}`,
        registrationId: claim.registrationId,
        template,
        locale,
        ...text,
        at: claim.createdAt,
        to: { studentId: claim.studentId, email, phone: preferences.phone, webhookUrl: preferences.webhookUrl },
      });
    } finally {
      end();
    }
    return text;
  }

  private async failed(claim: ClaimedNotification, error: unknown): Promise<void> {
    const now = this.clock.now();
    const reason = error instanceof Error ? error.message : String(error);
    const { rule, chance } = this.patience;
    const waitMs = error instanceof NotYet ? error.waitMs : 0;
    const again = error instanceof Undeliverable ? undefined : nextTry(claim.attempts, rule, chance(), now, waitMs);
    const facts = { notificationId: claim.id, channel: claim.channel, template: claim.template, reason };
    if (again === undefined) {
      this.log.error('a message to a student is parked', facts);
      return this.end(claim, { status: 'PARKED', at: now, reason });
    }
    this.log.warn('a message to a student could not be sent and is tried again', { ...facts, tries: claim.attempts });
    this.outcomes.inc({ channel: claim.channel, result: 'failed' });
    await this.due.giveBack(claim, again, reason);
  }

  private async end(claim: ClaimedNotification, ending: Ending): Promise<void> {
    await this.due.end(claim, ending);
    this.outcomes.inc({ channel: claim.channel, result: ending.status.toLowerCase() });
  }
}
