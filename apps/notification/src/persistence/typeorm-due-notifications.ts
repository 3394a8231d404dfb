import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { NotificationChannel } from '#contracts';
import { Database } from '#persistence';
import {
  DueNotifications,
  type ClaimedNotification,
  type Ending,
  type Figures,
} from '../use-cases/due-notifications.js';
import { SiteOffer } from '../use-cases/preference-choices.js';
import { KnownParts } from './known-parts.js';
import { NotificationRow } from './notification.row.js';
import { Together } from './together.js';

const LONGEST_REASON = 300;

interface Outcome {
  id: string;
  attempts: number;
  change: Partial<NotificationRow>;
}

@Injectable()
export class TypeormDueNotifications extends DueNotifications {
  private readonly outcomes = new Together<Outcome>((outcomes) => this.store(outcomes));

  constructor(
    private readonly database: Database,
    private readonly site: SiteOffer,
  ) {
    super();
  }

  async forgetClaims(now: Date): Promise<void> {
    const { dialect, reader } = this.database;
    if (dialect === 'sqlite') await reader.update(NotificationRow, { status: 'SENDING' }, { dueAt: now });
  }

  async claim(channel: NotificationChannel, now: Date, until: Date, limit: number): Promise<ClaimedNotification[]> {
    const rows = await this.database.transaction(({ manager }) => this.take(manager, channel, now, until, limit));
    if (rows.length === 0) return [];
    const parts = await KnownParts.of(this.database.reader, rows, this.site.offer);
    return rows.map((row) => ({
      ...row,
      attempts: row.attempts + 1,
      claimedUntil: until,
      repeated: row.status === 'SENDING',
      context: { correlationId: row.correlationId, ...(row.traceparent !== null && { traceparent: row.traceparent }) },
      ...parts.about(row),
    }));
  }

  async end(claim: ClaimedNotification, { at, ...ending }: Ending): Promise<void> {
    const told = 'text' in ending ? ending.text : { reason: ending.reason.slice(0, LONGEST_REASON) };
    await this.record(claim, { ...told, status: ending.status, endedAt: at, dueAt: null });
  }

  giveBack(claim: ClaimedNotification, dueAt: Date, reason: string): Promise<void> {
    return this.record(claim, { status: 'PENDING', dueAt, reason: reason.slice(0, LONGEST_REASON) });
  }

  leave(claim: ClaimedNotification, dueAt: Date): Promise<void> {
    const { attempts, repeated } = claim;
    return this.record(claim, { status: repeated ? 'SENDING' : 'PENDING', attempts: attempts - 1, dueAt });
  }

  async figures(): Promise<Figures[]> {
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

  private async take(
    manager: EntityManager,
    channel: NotificationChannel,
    now: Date,
    until: Date,
    limit: number,
  ): Promise<NotificationRow[]> {
    const query = manager
      .createQueryBuilder(NotificationRow, 'n')
      .where('n.channel = :channel AND n.dueAt <= :now', { channel, now })
      .orderBy('n.dueAt')
      .addOrderBy('n.id')
      .limit(limit);
    // Replicas pass by what another one is just claiming, instead of waiting for it.
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

  private record({ id, attempts }: ClaimedNotification, change: Partial<NotificationRow>): Promise<void> {
    return this.outcomes.do({ id, attempts, change });
  }

  /** Only the last claim counts: its number of tries is its own. */
  private async store(outcomes: Outcome[]): Promise<void> {
    await this.database.transaction(async ({ manager }) => {
      for (const { id, attempts, change } of outcomes) {
        await manager.update(NotificationRow, { id, attempts, status: 'SENDING' as const }, change);
      }
    });
  }
}
