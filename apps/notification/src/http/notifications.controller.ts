import { Body, Controller, Get, Put, Query } from '@nestjs/common';
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
import { ListMyNotifications } from '../use-cases/list-my-notifications.js';
import { MarkNotificationsRead } from '../use-cases/mark-notifications-read.js';

export const Position = z.strictObject({ sentAt: Instant, id: Id });

@ApiTags('notifications')
@Roles('student')
@Controller('api/v1/mypage/notifications')
export class NotificationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the messages sent to you',
    description: 'Newest first; one item per message and channel.',
  })
  @ApiAnswer(200, NotificationPage, { description: 'One item per message and channel, newest first.' })
  async list(
    @CurrentAccount() { id }: CallingAccount,
    @Query({ schema: NotificationsQuery }) { cursor, limit }: NotificationsQuery,
  ): Promise<HttpAnswer> {
    const after = cursor === undefined ? undefined : decodeCursor(Position, cursor);
    const { items, next, unread } = await this.queries.execute(new ListMyNotifications(id, 'students', limit, after));
    const messages = items.map(({ lectureId: _lectureId, ...message }) => message);
    return answer(200, { items: messages, next: next && encodeCursor(next), unread }, { 'cache-control': 'no-store' });
  }

  @Put('read')
  @ApiOperation({ summary: 'Mark messages as read', description: 'The named ones, or all. Repeating it is safe.' })
  @ApiAnswer(200, UnreadNotifications, { description: 'The number of messages that are still unread.' })
  async markRead(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: MarkNotificationsReadBody }) { ids }: MarkNotificationsReadBody,
  ): Promise<HttpAnswer> {
    return answer(200, await this.commands.execute(new MarkNotificationsRead(id, 'students', ids)), {
      'cache-control': 'no-store',
    });
  }
}
