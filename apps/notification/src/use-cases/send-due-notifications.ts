import type { OnApplicationBootstrap } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NotificationChannel } from '#contracts';
import { Clock, currentContext, inRemoteSpan, Log, type JobResult } from '#platform';
import type { Text } from '../domain/message-templates.js';
import { renderMessage } from '../domain/message.js';
import { outdatedReason, waitsForLecture } from '../domain/relevance.js';
import { nextAttemptAt } from '../domain/retry-schedule.js';
import { NotificationMetrics } from '../metrics.js';
import { Channels, MAX_ATTEMPT_MS, MAX_CONCURRENCY, RetryLater, Undeliverable } from '../ports/channel.js';
import { DueNotifications, type ClaimedNotification, type Outcome } from '../ports/due-notifications.js';
import { NotificationSettings } from '../settings.js';

const BATCH = MAX_CONCURRENCY;
const COPY_CHECK_MS = 1_000;
const LEASE_MS = 2 * MAX_ATTEMPT_MS;

export class SendDueNotifications extends Command<JobResult> {
  constructor(readonly channel: NotificationChannel) {
    super();
  }
}

@CommandHandler(SendDueNotifications)
export class SendDueNotificationsHandler implements ICommandHandler<SendDueNotifications>, OnApplicationBootstrap {
  random: () => number = Math.random;
  private readonly log: Log;

  constructor(
    private readonly due: DueNotifications,
    private readonly channels: Channels,
    private readonly settings: NotificationSettings,
    private readonly clock: Clock,
    private readonly metrics: NotificationMetrics,
    log: Log,
  ) {
    this.log = log.for('sending');
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.due.releaseClaims(this.clock.now());
  }

  async execute({ channel }: SendDueNotifications): Promise<JobResult> {
    const now = this.clock.now();
    const claims = await this.due.claim(channel, now, new Date(now.getTime() + LEASE_MS), BATCH);
    const { tracer } = currentContext();
    const failures = await failuresOf(claims, this.channels.concurrency(channel), (claim) =>
      inRemoteSpan(tracer, claim.context, `notify by ${channel}`, {}, () => this.send(claim)),
    );
    if (failures.length > 0) throw new AggregateError(failures, 'outcomes of messages could not be recorded');
    return claims.length === BATCH ? 'more' : 'done';
  }

  private async send(claim: ClaimedNotification): Promise<void> {
    const now = this.clock.now();
    // An attempt that outlives its claim would run in parallel with the one of the next claim.
    if (claim.claimedUntil.getTime() - now.getTime() < MAX_ATTEMPT_MS) return this.due.release(claim, now);
    if (claim.repeated) this.metrics.repeated.inc({ channel: claim.channel });
    if (waitsForLecture(claim, claim.lecture, now))
      return this.due.release(claim, new Date(now.getTime() + COPY_CHECK_MS));
    const reason = outdatedReason(claim, claim.registration, claim.lecture, now);
    if (reason !== undefined) return this.finish(claim, { status: 'OVERTAKEN', at: now, reason });
    if (!claim.preferences.channels.includes(claim.channel)) {
      return this.finish(claim, { status: 'UNWANTED', at: now, reason: 'the student has turned this channel off' });
    }
    const text = await this.attempt(claim).catch((error: unknown) => this.failed(claim, error));
    // If recording fails here, the claim expires and the message is sent again with the same key.
    if (text) await this.finish(claim, { status: 'SENT', at: this.clock.now(), text });
  }

  private async attempt(claim: ClaimedNotification): Promise<Text> {
    const { account, lecture, preferences, channel, template } = claim;
    if (!account || !lecture) throw new Error('the copy of the account or of the lecture has not arrived yet');
    const { name, locale, email } = account;
    const text = renderMessage(template, locale, claim.facts, { name, lecture }, this.clock.now());
    const stopTimer = this.metrics.sendSeconds.startTimer({ channel });
    try {
      await this.channels.named(channel).send({
        key: `${claim.id}:${channel}`,
        registrationId: claim.registrationId,
        template,
        locale,
        ...text,
        createdAt: claim.createdAt,
        to: { studentId: claim.studentId, email, phone: preferences.phone, webhookUrl: preferences.webhookUrl },
      });
    } finally {
      stopTimer();
    }
    return text;
  }

  private async failed(claim: ClaimedNotification, error: unknown): Promise<void> {
    const now = this.clock.now();
    const reason = error instanceof Error ? error.message : String(error);
    const retryAt = error instanceof Undeliverable ? undefined : this.nextAttemptAfter(claim, error, now);
    const fields = { notificationId: claim.id, channel: claim.channel, template: claim.template, reason };
    if (retryAt === undefined) {
      this.log.error('a message to a student could not be delivered and was parked', fields);
      return this.finish(claim, { status: 'PARKED', at: now, reason });
    }
    this.log.warn('an attempt to send a message to a student failed; it will be retried', {
      ...fields,
      attempts: claim.attempts,
    });
    this.metrics.outcomes.inc({ channel: claim.channel, result: 'failed' });
    await this.due.retryAt(claim, retryAt, reason);
  }

  private nextAttemptAfter({ attempts }: ClaimedNotification, error: unknown, now: Date): Date | undefined {
    const policy = {
      attempts: this.settings.SUGANG_NOTIFICATION_ATTEMPTS,
      firstPauseMs: this.settings.SUGANG_NOTIFICATION_RETRY_MS,
    };
    return nextAttemptAt(attempts, policy, this.random(), now, error instanceof RetryLater ? error.waitMs : 0);
  }

  private async finish(claim: ClaimedNotification, outcome: Outcome): Promise<void> {
    await this.due.finish(claim, outcome);
    this.metrics.outcomes.inc({ channel: claim.channel, result: outcome.status.toLowerCase() });
  }
}

async function failuresOf<T>(all: T[], concurrency: number, work: (one: T) => Promise<void>): Promise<unknown[]> {
  const queue = all.values();
  const failures: unknown[] = [];
  const worker = async () => {
    for (const one of queue) await work(one).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return failures;
}
