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
import { answer, ApiAnswer, CurrentAccount, HttpAnswer, Roles, type CallingAccount } from '#platform';
import { channelNeeds } from '../domain/preferences.js';
import { NotificationSettings } from '../settings.js';
import { ChoosePreferences } from '../use-cases/choose-preferences.js';
import { ShowPreferences } from '../use-cases/show-preferences.js';
import { MessageLists, PRIVATE } from './notifications.controller.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class StaffNotificationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly messages: MessageLists,
    private readonly settings: NotificationSettings,
  ) {}

  @Get()
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'List the messages about your lectures',
    description: 'What instructors are notified of, newest first; one item per message and channel.',
  })
  @ApiAnswer(200, StaffNotificationPage, { description: 'One item per message and channel, newest first.' })
  list(
    @CurrentAccount() { id }: CallingAccount,
    @Query({ schema: NotificationsQuery }) query: NotificationsQuery,
  ): Promise<HttpAnswer> {
    return this.messages.show(id, 'staff', query, (message) => message);
  }

  @Put('read')
  @Roles('instructor', 'admin')
  @ApiOperation({
    summary: 'Mark messages about your lectures as read',
    description: 'The named ones, or all. Repeating it is safe.',
  })
  @ApiAnswer(200, UnreadNotifications, { description: 'The number of messages that are still unread.' })
  markStaffNotificationsRead(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: MarkNotificationsReadBody }) body: MarkNotificationsReadBody,
  ): Promise<HttpAnswer> {
    return this.messages.markRead(id, 'staff', body);
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
