import { Body, Controller, Get, Put } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChooseNotifications, NotificationPreferences } from '#contracts';
import { answer, ApiAnswer, CurrentAccount, HttpAnswer, Roles, type CallingAccount } from '#platform';
import { ChoosePreferences } from '../use-cases/choose-preferences.js';
import { ShowPreferences } from '../use-cases/show-preferences.js';

const PRIVATE = { 'cache-control': 'no-store' };

@ApiTags('notifications')
@Roles('student')
@Controller('api/v1/mypage/notification-preferences')
export class PreferencesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Read how you are notified',
    description: 'The chosen channels, and the addresses for them.',
  })
  @ApiAnswer(200, NotificationPreferences, { description: 'The chosen channels, and the addresses for them.' })
  async show(@CurrentAccount() { id }: CallingAccount): Promise<HttpAnswer> {
    return answer(200, await this.queries.execute(new ShowPreferences(id)), PRIVATE);
  }

  @Put()
  @ApiOperation({
    summary: 'Choose how you are notified',
    description: 'Replaces all preferences. A channel that is not offered, or lacks its address, is refused.',
  })
  @ApiAnswer(200, NotificationPreferences, { description: 'The saved preferences.' })
  async choose(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: ChooseNotifications }) wanted: ChooseNotifications,
  ): Promise<HttpAnswer> {
    return answer(200, await this.commands.execute(new ChoosePreferences(id, wanted)), PRIVATE);
  }
}
