import { Injectable } from '@nestjs/common';
import { In, LessThan, type EntityManager } from 'typeorm';
import type { Notification } from '#contracts';
import { Database, insertNew, isDuplicateKey } from '#persistence';
import { Clock, currentContext, Ids } from '#platform';
import type { NewNotification } from '../domain/notification.js';
import { Notifications, type Listed, type NotificationPlace } from '../use-cases/notifications.js';
import { SiteOffer } from '../use-cases/preference-choices.js';
import { SendingBell } from '../use-cases/sending-bell.js';
import { NotificationRow } from './notification.row.js';
import { preferencesOf } from './preferences-of.js';

@Injectable()
export class TypeormNotifications extends Notifications {
  constructor(
    private readonly database: Database,
    private readonly site: SiteOffer,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly bell: SendingBell,
  ) {
    super();
  }

  async add(news: readonly NewNotification[]): Promise<void> {
    if (news.length === 0) return;
    await this.database.transaction(async (tx) => {
      const { manager } = tx;
      const students = news.map(({ studentId }) => studentId);
      const preferences = await preferencesOf(manager, students, this.site.offer);
      const rows = news.flatMap((each) =>
        preferences(each.studentId).channels.map((channel) => this.rowOf(each, channel)),
      );
      if (rows.length === 0 || !(await this.insertUnheard(manager, rows))) return;
      const now = this.clock.now();
      if (news.some(({ dueAt }) => dueAt <= now)) tx.afterCommit(() => this.bell.ring('message'));
    });
  }

  async overtake(subject: string, sequence: number): Promise<void> {
    const earlier = { subject, sequence: LessThan(sequence), status: 'PENDING' as const };
    const rest = {
      status: 'OVERTAKEN' as const,
      dueAt: null,
      endedAt: this.clock.now(),
      reason: `sequence ${sequence}`,
    };
    await this.database.transaction(({ manager }) => manager.update(NotificationRow, earlier, rest));
  }

  async sentTo(studentId: string, limit: number, after?: NotificationPlace): Promise<Listed> {
    const sent = { studentId, status: 'SENT' as const };
    const rows = await this.database.reader.find(NotificationRow, {
      where: after ? olderThan(after).map((older) => ({ ...sent, ...older })) : sent,
      order: { endedAt: 'DESC', id: 'DESC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(notificationOf);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? { sentAt: last.sentAt, id: last.id } : null };
  }

  /** Mostly all of them are new; where one is not, it is stored already, and the others are inserted without it. */
  private async insertUnheard(manager: EntityManager, rows: NotificationRow[]): Promise<boolean> {
    try {
      await manager.insert(NotificationRow, rows);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const unheard = await this.unheardOf(manager, rows);
    if (unheard.length > 0) await insertNew(manager, NotificationRow, unheard, `notifications of ${rows[0]!.subject}`);
    return unheard.length > 0;
  }

  /** Those that are not stored yet: what has happened is named by subject and sequence, whatever event told of it. */
  private async unheardOf(manager: EntityManager, rows: NotificationRow[]): Promise<NotificationRow[]> {
    const stored = await manager.find(NotificationRow, {
      select: { id: true, subject: true, sequence: true, registrationId: true, channel: true },
      where: {
        subject: In(rows.map(({ subject }) => subject)),
        sequence: In(rows.map(({ sequence }) => sequence)),
        registrationId: In(rows.map(({ registrationId }) => registrationId)),
      },
    });
    const keys = new Set(stored.map(keyOf));
    return rows.filter((row) => !keys.has(keyOf(row)));
  }

  private rowOf(news: NewNotification, channel: NotificationRow['channel']): NotificationRow {
    const { correlationId, traceparent = null } = currentContext();
    const id = this.ids.next();
    const unsent = { status: 'PENDING', attempts: 0, endedAt: null, title: null, body: null, reason: null } as const;
    return { ...news, ...unsent, id, channel, createdAt: this.clock.now(), correlationId, traceparent };
  }
}

type Key = Pick<NotificationRow, 'subject' | 'sequence' | 'registrationId' | 'channel'>;

const keyOf = ({ subject, sequence, registrationId, channel }: Key): string =>
  [subject, sequence, registrationId, channel].join(' ');

function olderThan({ sentAt, id }: NotificationPlace) {
  const endedAt = new Date(sentAt);
  return [{ endedAt: LessThan(endedAt) }, { endedAt, id: LessThan(id) }];
}

const notificationOf = ({
  id,
  channel,
  template,
  title,
  body,
  endedAt,
  registrationId,
}: NotificationRow): Notification => ({
  id,
  channel,
  template,
  title: title!,
  body: body!,
  sentAt: endedAt!.toISOString(),
  registrationId,
});
