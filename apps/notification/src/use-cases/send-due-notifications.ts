import type { OnApplicationBootstrap } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NotificationChannel } from '#contracts';
import { Clock, currentContext, inRemoteSpan, Log, Shutdown, type JobResult } from '#platform';
import { budgetBegin, withinBudget } from '../domain/message-budget.js';
import type { Text } from '../domain/message-templates.js';
import { renderMessage } from '../domain/message.js';
import { outdatedReason, waitsForCopies } from '../domain/relevance.js';
import { nextAttemptAt } from '../domain/retry-schedule.js';
import { SendingSlots } from '../domain/sending-slots.js';
import { NotificationMetrics } from '../metrics.js';
import {
  Channels,
  MAX_ATTEMPT_MS,
  MAX_CONCURRENCY,
  RetryLater,
  Undeliverable,
  type Recipient,
} from '../ports/channel.js';
import { DueNotifications, type ClaimedNotification, type Outcome } from '../ports/due-notifications.js';
import { NotificationSettings } from '../settings.js';

const BATCH = MAX_CONCURRENCY;
const COPY_CHECK_MS = 1_000;
const BUSY_MS = 1_000;
const BATCH_WAIT_MS = 250;
const LEASE_MS = 2 * MAX_ATTEMPT_MS;

/** The attempts of one channel. */
interface ChannelState {
  slots: SendingSlots;
  running: Set<Promise<void>>;
  /** Outcomes that could not be recorded: reported by the next run. */
  failures: unknown[];
}

export class SendDueNotifications extends Command<JobResult> {
  constructor(readonly channel: NotificationChannel) {
    super();
  }
}

@CommandHandler(SendDueNotifications)
export class SendDueNotificationsHandler implements ICommandHandler<SendDueNotifications>, OnApplicationBootstrap {
  random: () => number = Math.random;
  batchWaitMs = BATCH_WAIT_MS;
  private readonly states = new Map<NotificationChannel, ChannelState>();
  private readonly log: Log;

  constructor(
    private readonly due: DueNotifications,
    private readonly channels: Channels,
    private readonly settings: NotificationSettings,
    private readonly clock: Clock,
    private readonly metrics: NotificationMetrics,
    shutdown: Shutdown,
    log: Log,
  ) {
    this.log = log.for('sending');
    shutdown.add('work', { drain: () => this.untilIdle() });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.due.releaseClaims(this.clock.now());
  }

  async untilIdle(): Promise<void> {
    await Promise.all([...this.states.values()].flatMap(({ running }) => [...running]));
  }

  /** Long attempts continue in the background: a slow recipient delays only its own messages. */
  async execute({ channel }: SendDueNotifications): Promise<JobResult> {
    const state = this.stateOf(channel);
    const limit = Math.min(BATCH, state.slots.free);
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const claims = limit === 0 ? [] : await this.due.claim(channel, now, until, limit, state.slots.recipients);
    const batch = { isLate: false };
    await this.waitForBatch(
      limit === 0
        ? Promise.race(state.running)
        : Promise.all(groupedByRecipient(claims).map((group) => this.sendInOrder(group, state, batch))),
    );
    batch.isLate = true;
    const failures = state.failures.splice(0);
    if (failures.length > 0) throw new AggregateError(failures, 'outcomes of messages could not be recorded');
    return claims.length === limit ? 'more' : 'done';
  }

  private stateOf(name: NotificationChannel): ChannelState {
    const known = this.states.get(name);
    if (known) return known;
    const { concurrency: total = BATCH, perDestination = 1, forFirstAttempts = 0 } = this.channels.find(name) ?? {};
    const slots = new SendingSlots({ total, perDestination, forFirstAttempts });
    const state: ChannelState = { slots, running: new Set(), failures: [] };
    this.states.set(name, state);
    return state;
  }

  private async sendInOrder(
    claims: ClaimedNotification[],
    state: ChannelState,
    batch: { isLate: boolean },
  ): Promise<void> {
    for (const claim of claims) {
      const { attempts, recipientId } = claim;
      const destination = this.destinationOf(claim);
      const leave = batch.isLate ? undefined : state.slots.enter({ recipientId, destination, attempts });
      const attempt = leave ? this.traced(claim).finally(leave) : this.release(claim, batch.isLate ? 0 : BUSY_MS);
      const recorded = attempt.catch((error: unknown) => void state.failures.push(error));
      state.running.add(recorded);
      await recorded;
      state.running.delete(recorded);
    }
  }

  private traced(claim: ClaimedNotification): Promise<void> {
    const { tracer } = currentContext();
    return inRemoteSpan(tracer, claim.context, `notify by ${claim.channel}`, {}, () => this.send(claim));
  }

  private release(claim: ClaimedNotification, delayMs: number): Promise<void> {
    return this.due.release(claim, new Date(this.clock.now().getTime() + delayMs));
  }

  private destinationOf(claim: ClaimedNotification): string | undefined {
    return this.channels.find(claim.channel)?.destinationOf(recipientOf(claim));
  }

  private async waitForBatch(work: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, this.batchWaitMs)));
    await Promise.race([work, late]);
    clearTimeout(timer);
  }

  private async send(claim: ClaimedNotification): Promise<void> {
    const now = this.clock.now();
    // An attempt that outlives its claim would run in parallel with the one of the next claim.
    if (claim.claimedUntil.getTime() - now.getTime() < MAX_ATTEMPT_MS) return this.due.release(claim, now);
    if (claim.repeated) this.metrics.repeated.inc({ channel: claim.channel });
    if (waitsForCopies(claim, claim.lecture, now))
      return this.due.release(claim, new Date(now.getTime() + COPY_CHECK_MS));
    const reason = outdatedReason(claim, claim.registration, claim.lecture, now);
    if (reason !== undefined) return this.finish(claim, { status: 'OVERTAKEN', at: now, reason });
    if (!claim.preferences.channels.includes(claim.channel)) {
      return this.finish(claim, { status: 'UNWANTED', at: now, reason: 'the recipient has turned this channel off' });
    }
    if (claim.channel === 'email' && claim.account?.emailVerified === false) {
      return this.finish(claim, { status: 'UNWANTED', at: now, reason: 'the e-mail address is not verified' });
    }
    const destination = this.channels.find(claim.channel)?.hasBudget ? this.destinationOf(claim) : undefined;
    if (destination !== undefined && !(await this.isWithinBudget(claim, destination, now))) return;
    const text = await this.attempt(claim).catch((error: unknown) => this.failed(claim, error));
    // If recording fails here, the claim expires and the message is sent again with the same key.
    if (text) await this.finish(claim, { status: 'SENT', at: this.clock.now(), text, destination });
  }

  private async isWithinBudget(claim: ClaimedNotification, destination: string, now: Date): Promise<boolean> {
    const { SUGANG_NOTIFICATION_PER_HOUR: perHour, SUGANG_NOTIFICATION_PER_DAY: perDay } = this.settings;
    const sentAt = await this.due.sentTo(destination, budgetBegin(now), perDay);
    const decision = withinBudget(sentAt, { perHour, perDay }, now);
    if (decision === 'send') return true;
    if (decision === 'too many today') {
      await this.finish(claim, { status: 'LIMITED', at: now, reason: `more than ${perDay} messages in 24 hours` });
    } else {
      this.metrics.outcomes.inc({ channel: claim.channel, result: 'deferred' });
      await this.due.release(claim, decision.notBefore, `more than ${perHour} messages in an hour`);
    }
    return false;
  }

  private async attempt(claim: ClaimedNotification): Promise<Text> {
    const { account, lecture, channel, template, enrollment, staffOf } = claim;
    if (!account || !lecture) throw new Error('the copy of the account or of the lecture has not arrived yet');
    const { name, locale } = account;
    const text = renderMessage(
      template,
      locale,
      claim.facts,
      { name, lecture, enrollment, isStaff: staffOf !== null },
      this.clock.now(),
    );
    const stopTimer = this.metrics.sendSeconds.startTimer({ channel });
    try {
      await this.channels.named(channel).send({
        key: `${claim.id}:${channel}`,
        registrationId: claim.registrationId,
        staffOf,
        template,
        locale,
        ...text,
        createdAt: claim.createdAt,
        to: recipientOf(claim),
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
      this.log.error('a message could not be delivered and was parked', fields);
      return this.finish(claim, { status: 'PARKED', at: now, reason });
    }
    this.log.warn('an attempt to send a message failed; it will be retried', {
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

const recipientOf = ({
  recipientId: accountId,
  account,
  preferences: { phone, webhookUrl },
}: ClaimedNotification): Recipient => ({
  accountId,
  email: account?.email ?? null,
  phone,
  webhookUrl,
});

function groupedByRecipient(claims: ClaimedNotification[]): ClaimedNotification[][] {
  const groups = new Map<string, ClaimedNotification[]>();
  for (const claim of claims) groups.set(claim.recipientId, [...(groups.get(claim.recipientId) ?? []), claim]);
  return [...groups.values()];
}
