import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Id, Instant, NotificationPage, NotificationsQuery } from '#contracts';
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

const Position = z.strictObject({ sentAt: Instant, id: Id });

@ApiTags('notifications')
@Roles('student')
@Controller('api/v1/mypage/notifications')
export class NotificationsController {
  constructor(private readonly queries: QueryBus) {}

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
    const { items, next } = await this.queries.execute(new ListMyNotifications(id, limit, after));
    return answer(200, { items, next: next && encodeCursor(next) }, { 'cache-control': 'no-store' });
  }
}
