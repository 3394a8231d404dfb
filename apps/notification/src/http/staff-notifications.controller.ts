import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChooseNotifications,
  MarkNotificationsReadBody,
  NotificationPreferences,
  NotificationsQuery,
  OfferedChannels,
  StaffNotificationPage,
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
import { channelNeeds } from '../domain/preferences.js';
import { NotificationSettings } from '../settings.js';
import { ChoosePreferences } from '../use-cases/choose-preferences.js';
import { ListMyNotifications } from '../use-cases/list-my-notifications.js';
import { MarkNotificationsRead } from '../use-cases/mark-notifications-read.js';
import { ShowPreferences } from '../use-cases/show-preferences.js';
import { Position } from './notifications.controller.js';

const PRIVATE = { 'cache-control': 'no-store' };

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class StaffNotificationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly settings: NotificationSettings,
  ) {}

  @Get()
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'List the messages about your lectures',
    description: 'What instructors are notified of, newest first; one item per message and channel.',
  })
  @ApiAnswer(200, StaffNotificationPage, { description: 'One item per message and channel, newest first.' })
  async list(
    @CurrentAccount() { id }: CallingAccount,
    @Query({ schema: NotificationsQuery }) { cursor, limit }: NotificationsQuery,
  ): Promise<HttpAnswer> {
    const after = cursor === undefined ? undefined : decodeCursor(Position, cursor);
    const { items, next, unread } = await this.queries.execute(new ListMyNotifications(id, 'staff', limit, after));
    return answer(200, { items, next: next && encodeCursor(next), unread }, PRIVATE);
  }

  @Put('read')
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'Mark messages about your lectures as read',
    description: 'The named ones, or all. Repeating it is safe.',
  })
  @ApiAnswer(200, UnreadNotifications, { description: 'The number of messages that are still unread.' })
  async markStaffNotificationsRead(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: MarkNotificationsReadBody }) { ids }: MarkNotificationsReadBody,
  ): Promise<HttpAnswer> {
    return answer(200, await this.commands.execute(new MarkNotificationsRead(id, 'staff', ids)), PRIVATE);
  }

  @Get('channels')
  @Roles('student', 'instructor', 'admin')
  @ApiOperation({
    summary: 'List the offered channels',
    description: 'The channels that the operator of this site has set up, and what each needs in the preferences.',
  })
  @ApiAnswer(200, OfferedChannels, { description: 'The offered channels.' })
  listChannels(): HttpAnswer {
    const items = this.settings.offeredChannels.map((channel) => ({ channel, needs: channelNeeds[channel] }));
    return answer(200, { items } satisfies OfferedChannels, PRIVATE);
  }

  @Get('preferences')
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'Read how you are notified of your lectures',
    description: 'The chosen channels, and the addresses for them.',
  })
  @ApiAnswer(200, NotificationPreferences, { description: 'The chosen channels, and the addresses for them.' })
  async showStaffPreferences(@CurrentAccount() { id }: CallingAccount): Promise<HttpAnswer> {
    return answer(200, await this.queries.execute(new ShowPreferences(id)), PRIVATE);
  }

  @Put('preferences')
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'Choose how you are notified of your lectures',
    description: 'Replaces all preferences. A channel that is not offered, or lacks its address, is refused.',
  })
  @ApiAnswer(200, NotificationPreferences, { description: 'The saved preferences.' })
  async chooseStaffPreferences(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: ChooseNotifications }) wanted: ChooseNotifications,
  ): Promise<HttpAnswer> {
    return answer(200, await this.commands.execute(new ChoosePreferences(id, wanted)), PRIVATE);
  }
}
