import { Body, Controller, Get, Injectable, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  Id,
  Instant,
  MarkNotificationsReadBody,
  NotificationPage,
  NotificationsQuery,
  UnreadNotifications,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  CurrentAccount,
  decodeCursor,
  encodeCursor,
  HttpAnswer,
  Roles,
  type CallingAccount,
} from '#platform';
import type { Audience, SentNotification } from '../ports/notifications.js';
import { ListMyNotifications } from '../use-cases/list-my-notifications.js';
import { MarkNotificationsRead } from '../use-cases/mark-notifications-read.js';

const Position = z.strictObject({ sentAt: Instant, id: Id });

export const PRIVATE = { 'cache-control': 'no-store' };

@Injectable()
export class MessageLists {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  async show<Item>(
    accountId: string,
    audience: Audience,
    { cursor, limit }: NotificationsQuery,
    itemOf: (message: SentNotification) => Item,
  ): Promise<HttpAnswer> {
    const after = cursor === undefined ? undefined : decodeCursor(Position, cursor);
    const list = new ListMyNotifications(accountId, audience, limit, after);
    const { items, next, unread } = await this.queries.execute(list);
    return answer(200, { items: items.map(itemOf), next: next && encodeCursor(next), unread }, PRIVATE);
  }

  async markRead(accountId: string, audience: Audience, { ids }: MarkNotificationsReadBody): Promise<HttpAnswer> {
    return answer(200, await this.commands.execute(new MarkNotificationsRead(accountId, audience, ids)), PRIVATE);
  }
}

@ApiTags('notifications')
@Roles('student')
@Controller('api/v1/mypage/notifications')
export class NotificationsController {
  constructor(private readonly messages: MessageLists) {}

  @Get()
  @ApiOperation({
    summary: 'List the messages sent to you',
    description: 'Newest first; one item per message and channel.',
  })
  @ApiAnswer(200, NotificationPage, { description: 'One item per message and channel, newest first.' })
  list(
    @CurrentAccount() { id }: CallingAccount,
    @Query({ schema: NotificationsQuery }) query: NotificationsQuery,
  ): Promise<HttpAnswer> {
    return this.messages.show(id, 'students', query, ({ lectureId: _lectureId, ...message }) => message);
  }

  @Put('read')
  @ApiOperation({ summary: 'Mark messages as read', description: 'The named ones, or all. Repeating it is safe.' })
  @ApiAnswer(200, UnreadNotifications, { description: 'The number of messages that are still unread.' })
  markRead(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: MarkNotificationsReadBody }) body: MarkNotificationsReadBody,
  ): Promise<HttpAnswer> {
    return this.messages.markRead(id, 'students', body);
  }
}
