import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm';
import type { NotificationChannel } from '#contracts';
import { affected, Batcher, Database, updateEach } from '#persistence';
import { Enrollments } from '../ports/copies.js';
import {
  DueNotifications,
  type ClaimedNotification,
  type NotificationCounts,
  type Outcome,
} from '../ports/due-notifications.js';
import type { Enrollment } from '../domain/staff-notification.js';
import { NotificationSettings } from '../settings.js';
import { AccountCopyRow, LectureCopyRow, NotificationRow, RegistrationCopyRow } from './notification-store.js';
import { lectureOf } from './typeorm-lecture-copies.js';
import { registrationOf } from './typeorm-registration-copies.js';
import { preferencesOf } from './typeorm-chosen-preferences.js';

const MAX_REASON_LENGTH = 300;
const CLOCK_TOLERANCE_MS = 1_000;

type Copies = Pick<ClaimedNotification, 'registration' | 'lecture' | 'enrollment' | 'account' | 'preferences'>;

interface RecordedOutcome {
  id: string;
  attempts: number;
  change: Partial<NotificationRow>;
}

@Injectable()
export class TypeormDueNotifications extends DueNotifications {
  private readonly outcomes = new Batcher<RecordedOutcome, void>((outcomes) => this.store(outcomes));

  constructor(
    private readonly database: Database,
    private readonly settings: NotificationSettings,
    private readonly enrollments: Enrollments,
  ) {
    super();
  }

  async releaseClaims(now: Date): Promise<void> {
    const { dialect, reader } = this.database;
    if (dialect === 'sqlite') await reader.update(NotificationRow, { status: 'SENDING' }, { dueAt: now });
  }

  async claim(
    channel: NotificationChannel,
    now: Date,
    until: Date,
    limit: number,
    exceptOf: readonly string[] = [],
  ): Promise<ClaimedNotification[]> {
    const rows = await this.database.transaction(({ manager }) =>
      this.claimRows(manager, channel, now, until, limit, exceptOf),
    );
    if (rows.length === 0) return [];
    const copiesOf = await this.copiesFor(rows);
    return rows.map((row) => ({
      ...row,
      registrationId: row.registrationId || null,
      attempts: row.attempts + 1,
      claimedUntil: until,
      repeated: row.status === 'SENDING',
      context: { correlationId: row.correlationId, ...(row.traceparent !== null && { traceparent: row.traceparent }) },
      ...copiesOf(row),
    }));
  }

  async finish(claim: ClaimedNotification, { at, ...outcome }: Outcome): Promise<void> {
    const result =
      outcome.status === 'SENT'
        ? { ...outcome.text, destination: outcome.destination === undefined ? null : digestOf(outcome.destination) }
        : { reason: outcome.reason.slice(0, MAX_REASON_LENGTH) };
    await this.record(claim, { ...result, status: outcome.status, endedAt: at, dueAt: null });
  }

  retryAt(claim: ClaimedNotification, dueAt: Date, reason: string): Promise<void> {
    return this.record(claim, { status: 'PENDING', dueAt, reason: reason.slice(0, MAX_REASON_LENGTH) });
  }

  release(claim: ClaimedNotification, dueAt: Date, reason?: string): Promise<void> {
    const { attempts, repeated } = claim;
    const status = repeated ? 'SENDING' : 'PENDING';
    return this.record(claim, { status, attempts: attempts - 1, dueAt, ...(reason !== undefined && { reason }) });
  }

  async sentTo(destination: string, since: Date, limit: number): Promise<Date[]> {
    const rows = await this.database.reader.find(NotificationRow, {
      select: { id: true, endedAt: true },
      where: { destination: digestOf(destination), endedAt: MoreThan(since) },
      order: { endedAt: 'DESC' },
      take: limit,
    });
    return rows.map(({ endedAt }) => endedAt!);
  }

  async deleteEnded(before: Date, limit: number): Promise<number> {
    const rows = await this.database.reader.find(NotificationRow, {
      select: { id: true },
      where: { endedAt: LessThan(before) },
      take: limit,
    });
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    return this.database.transaction(async ({ manager }) =>
      affected(await manager.delete(NotificationRow, { id: In(ids), dueAt: IsNull() })),
    );
  }

  async counts(): Promise<NotificationCounts[]> {
    const rows = await this.database.reader
      .createQueryBuilder(NotificationRow, 'n')
      .select('n.channel', 'channel')
      .addSelect(`SUM(CASE WHEN n.status = 'PARKED' THEN 0 ELSE 1 END)`, 'pending')
      .addSelect(`SUM(CASE WHEN n.status = 'PARKED' THEN 1 ELSE 0 END)`, 'parked')
      .where({ status: In(['PENDING', 'SENDING', 'PARKED']) })
      .groupBy('n.channel')
      .getRawMany<{ channel: NotificationChannel; pending: string; parked: string }>();
    return Promise.all(
      rows.map(async ({ channel, pending, parked }) => ({
        channel,
        pending: Number(pending),
        parked: Number(parked),
        oldest: await this.oldest(channel),
      })),
    );
  }

  private async oldest(channel: NotificationChannel): Promise<Date | undefined> {
    const row = await this.database.reader.findOne(NotificationRow, {
      select: { id: true, createdAt: true },
      where: { channel, status: In(['PENDING', 'SENDING']) },
      order: { createdAt: 'ASC' },
    });
    return row?.createdAt;
  }

  private async claimRows(
    manager: EntityManager,
    channel: NotificationChannel,
    now: Date,
    until: Date,
    limit: number,
    exceptOf: readonly string[],
  ): Promise<NotificationRow[]> {
    const query = manager
      .createQueryBuilder(NotificationRow, 'n')
      .where('n.channel = :channel AND (n.dueAt <= :now OR (n.status = :sending AND n.dueAt > :longest))', {
        channel,
        now,
        sending: 'SENDING',
        // A claim that would last longer than a new one was made before the clock was set back: it has ended.
        longest: new Date(until.getTime() + CLOCK_TOLERANCE_MS),
      })
      .orderBy('n.dueAt')
      .addOrderBy('n.id')
      .limit(limit);
    if (exceptOf.length > 0) query.andWhere('n.recipientId NOT IN (:...exceptOf)', { exceptOf });
    // Replicas skip the rows that another one is claiming.
    if (this.database.dialect === 'mysql') query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const rows = await query.getMany();
    if (rows.length === 0) return [];
    await manager.update(
      NotificationRow,
      { id: In(rows.map(({ id }) => id)) },
      { status: 'SENDING', dueAt: until, attempts: () => 'attempts + 1' },
    );
    return rows;
  }

  private async copiesFor(rows: readonly NotificationRow[]): Promise<(row: NotificationRow) => Copies> {
    const { reader } = this.database;
    const recipients = rows.map(({ recipientId }) => recipientId);
    const registrations = byId(
      await reader.findBy(RegistrationCopyRow, { id: In(rows.map(({ registrationId }) => registrationId)) }),
    );
    const lectureIds = [
      ...[...registrations.values()].map(({ lectureId }) => lectureId),
      ...rows.flatMap(({ staffOf }) => staffOf ?? []),
    ];
    const lectures = byId(await reader.findBy(LectureCopyRow, { id: In(lectureIds) }));
    const accounts = byId(await reader.findBy(AccountCopyRow, { id: In(recipients) }));
    const preferences = await preferencesOf(reader, recipients, this.settings.offeredChannels);
    const enrollments = new Map<string, Enrollment>();
    for (const { template, staffOf } of rows)
      if (template === 'lecture-canceled') enrollments.set(staffOf!, await this.enrollments.of(staffOf!));
    return ({ registrationId, recipientId, staffOf }) => {
      const registration = registrations.get(registrationId);
      const lecture = lectures.get(staffOf ?? registration?.lectureId ?? '');
      return {
        enrollment: enrollments.get(staffOf ?? ''),
        registration: registration && registrationOf(registration),
        lecture: lecture && lectureOf(lecture),
        account: accounts.get(recipientId),
        preferences: preferences(recipientId),
      };
    };
  }

  private record({ id, attempts }: ClaimedNotification, change: Partial<NotificationRow>): Promise<void> {
    return this.outcomes.add({ id, attempts, change });
  }

  /** Only the latest claim can record: the number of attempts identifies it. */
  private async store(outcomes: RecordedOutcome[]): Promise<void[]> {
    const changes = outcomes.map(({ id, attempts, change }) => ({
      where: { id, attempts, status: 'SENDING' as const },
      set: change,
    }));
    await this.database.transaction(({ manager }) => updateEach(manager, NotificationRow, 'id', changes));
    return outcomes.map(() => undefined);
  }
}

/** Recognizes an address without storing it a second time. */
const digestOf = (destination: string): string => createHash('sha256').update(destination).digest('hex');

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));
