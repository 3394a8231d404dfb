import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not, type EntityManager } from 'typeorm';
import { Database, insertNew, isDuplicateKey, TransactionBatcher } from '#persistence';
import { Clock, currentContext, Ids, Jobs, type Context } from '#platform';
import type { NewNotification } from '../domain/notification.js';
import {
  Notifications,
  type Audience,
  type NotificationList,
  type NotificationPosition,
  type SentNotification,
  type Withdrawable,
} from '../ports/notifications.js';
import { NotificationSettings } from '../settings.js';
import { NotificationRow } from './notification-store.js';
import { preferencesOf } from './typeorm-chosen-preferences.js';

interface Caused {
  notification: NewNotification;
  context: Context;
}

interface Withdrawal {
  about: Withdrawable;
  subject: string;
  sequence: number;
}

@Injectable()
export class TypeormNotifications extends Notifications {
  private readonly added: TransactionBatcher<Caused[], undefined>;
  private readonly withdrawn: TransactionBatcher<Withdrawal, undefined>;

  constructor(
    private readonly database: Database,
    private readonly settings: NotificationSettings,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly jobs: Jobs,
  ) {
    super();
    this.added = new TransactionBatcher(database, async (calls, manager) => {
      await this.insertAll(manager, calls.flat());
      return calls.map(() => undefined);
    });
    this.withdrawn = new TransactionBatcher(database, async (calls, manager) => {
      for (const about of ['registration', 'declined-attempt'] as const) {
        const some = calls.filter((call) => call.about === about);
        for (const sequence of new Set(some.map((call) => call.sequence))) {
          const subjects = some.filter((call) => call.sequence === sequence).map(({ subject }) => subject);
          await this.withdraw(manager, about, subjects, sequence);
        }
      }
      return calls.map(() => undefined);
    });
  }

  async add(notifications: readonly NewNotification[]): Promise<void> {
    if (notifications.length === 0) return;
    const context = currentContext();
    await this.added.add(notifications.map((notification) => ({ notification, context })));
  }

  async withdrawBefore(subject: string, sequence: number, about: Withdrawable = 'registration'): Promise<void> {
    await this.withdrawn.add({ about, subject, sequence });
  }

  unreadOf(recipientId: string, audience: Audience): Promise<number> {
    const sent = sentTo(recipientId, audience);
    return this.database.reader.countBy(NotificationRow, { ...sent, readAt: IsNull() });
  }

  async markRead(recipientId: string, audience: Audience, ids?: readonly string[]): Promise<void> {
    const unread = { ...sentTo(recipientId, audience), readAt: IsNull(), ...(ids && { id: In([...ids]) }) };
    const readAt = this.clock.now();
    await this.database.transaction(({ manager }) => manager.update(NotificationRow, unread, { readAt }));
  }

  async sentTo(
    recipientId: string,
    audience: Audience,
    limit: number,
    after?: NotificationPosition,
  ): Promise<NotificationList> {
    const sent = sentTo(recipientId, audience);
    const rows = await this.database.reader.find(NotificationRow, {
      where: after ? olderThan(after).map((older) => ({ ...sent, ...older })) : sent,
      order: { endedAt: 'DESC', id: 'DESC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(notificationOf);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? { sentAt: last.sentAt, id: last.id } : null };
  }

  private async insertAll(manager: EntityManager, caused: Caused[]): Promise<void> {
    const recipients = caused.map(({ notification }) => notification.recipientId);
    const preferences = await preferencesOf(manager, recipients, this.settings.offeredChannels);
    const rows = caused.flatMap((each) =>
      preferences(each.notification.recipientId).channels.map((channel) => this.rowOf(each, channel)),
    );
    const inserted = rows.length === 0 ? [] : await this.insertMissing(manager, rows);
    const now = this.clock.now();
    const due = inserted.filter(({ dueAt }) => dueAt !== null && dueAt <= now);
    const channels = this.settings.offeredChannels.filter((each) => due.some(({ channel }) => channel === each));
    this.database.afterCommit(() => channels.forEach((channel) => this.jobs.wake(`send-by-${channel}`)));
  }

  private async withdraw(
    manager: EntityManager,
    about: Withdrawable,
    subjects: string[],
    sequence: number,
  ): Promise<void> {
    const [subject] = subjects;
    const of = subjects.length === 1 ? subject! : In(subjects);
    await manager.update(
      NotificationRow,
      { about, subject: of, sequence: LessThan(sequence), status: 'PENDING' },
      { status: 'OVERTAKEN', dueAt: null, endedAt: this.clock.now(), reason: `sequence ${sequence}` },
    );
  }

  private async insertMissing(manager: EntityManager, rows: NotificationRow[]): Promise<NotificationRow[]> {
    try {
      await manager.insert(NotificationRow, rows);
      return rows;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const missing = await this.missingOf(manager, rows);
    if (missing.length > 0) await insertNew(manager, NotificationRow, missing, `notifications of ${rows[0]!.subject}`);
    return missing;
  }

  private async missingOf(manager: EntityManager, rows: NotificationRow[]): Promise<NotificationRow[]> {
    const stored = await manager.find(NotificationRow, {
      select: {
        id: true,
        subject: true,
        sequence: true,
        about: true,
        registrationId: true,
        recipientId: true,
        channel: true,
      },
      where: {
        subject: In(rows.map(({ subject }) => subject)),
        sequence: In(rows.map(({ sequence }) => sequence)),
        registrationId: In(rows.map(({ registrationId }) => registrationId)),
        recipientId: In(rows.map(({ recipientId }) => recipientId)),
      },
    });
    const keys = new Set(stored.map(keyOf));
    return rows.filter((row) => !keys.has(keyOf(row)));
  }

  private rowOf({ notification, context }: Caused, channel: NotificationRow['channel']): NotificationRow {
    const { correlationId, traceparent = null } = context;
    const id = this.ids.next();
    const unsent = {
      status: 'PENDING',
      attempts: 0,
      endedAt: null,
      readAt: null,
      title: null,
      body: null,
      reason: null,
      destination: null,
    } as const;
    const registrationId = notification.registrationId ?? '';
    return {
      ...notification,
      ...unsent,
      registrationId,
      id,
      channel,
      createdAt: this.clock.now(),
      correlationId,
      traceparent,
    };
  }
}

type Key = Pick<NotificationRow, 'subject' | 'sequence' | 'about' | 'registrationId' | 'recipientId' | 'channel'>;

const keyOf = ({ subject, sequence, about, registrationId, recipientId, channel }: Key): string =>
  [subject, sequence, about, registrationId, recipientId, channel].join(' ');

const sentTo = (recipientId: string, audience: Audience) => ({
  recipientId,
  staffOf: audience === 'staff' ? Not(IsNull()) : IsNull(),
  status: 'SENT' as const,
});

function olderThan({ sentAt, id }: NotificationPosition) {
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
  readAt,
  registrationId,
  staffOf,
}: NotificationRow): SentNotification => ({
  id,
  channel,
  template,
  title: title!,
  body: body!,
  sentAt: endedAt!.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  registrationId: registrationId || null,
  lectureId: staffOf,
});
