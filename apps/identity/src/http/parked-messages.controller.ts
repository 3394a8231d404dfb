import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OperatorReason, ParkedMessageId, ParkedMessageList, ShownParkedMessage } from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, Repeatable, Roles, type CallingAccount } from '#platform';
import { ListParkedMessages } from '../use-cases/list-parked-messages.js';
import { ResolveParkedMessage, ShowParkedMessage } from '../use-cases/resolve-parked-message.js';

@ApiTags('operations')
@Roles('admin')
@Controller('api/v1/admin/parked-messages')
export class ParkedMessagesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List parked messages',
    description: 'The messages that a consumer could not process, the oldest first, without their content.',
  })
  @ApiAnswer(200, ParkedMessageList, { description: 'Parked messages of all consumers.' })
  @ApiProblems('UNAVAILABLE')
  list(): Promise<ParkedMessageList> {
    return this.queries.execute(new ListParkedMessages());
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Show a parked message',
    description: 'With its content, which may contain personal data: the audit log records who has read it.',
  })
  @ApiAnswer(200, ShownParkedMessage, { description: 'The message.' })
  @ApiProblems('NOT_FOUND', 'UNAVAILABLE')
  show(
    @CurrentAccount() admin: CallingAccount,
    @Param('id', { schema: ParkedMessageId }) id: string,
  ): Promise<ShownParkedMessage> {
    return this.commands.execute(new ShowParkedMessage(admin, id));
  }

  @Post(':id/replay')
  @HttpCode(204)
  @Repeatable()
  @ApiOperation({
    summary: 'Replay a parked message',
    description: 'Returns the message to its consumer, which tries again; it is parked again if that fails.',
  })
  @ApiAnswer(204, undefined, { description: 'The message was returned to its consumer.' })
  @ApiProblems('NOT_FOUND', 'UNAVAILABLE')
  replay(
    @CurrentAccount() admin: CallingAccount,
    @Param('id', { schema: ParkedMessageId }) id: string,
    @Body({ schema: OperatorReason }) { reason }: OperatorReason,
  ): Promise<void> {
    return this.commands.execute(new ResolveParkedMessage(admin, id, 'REPLAY', reason));
  }

  @Post(':id/drop')
  @HttpCode(204)
  @Repeatable()
  @ApiOperation({
    summary: 'Drop a parked message',
    description: 'Deletes the message: its consumer never processes it.',
  })
  @ApiAnswer(204, undefined, { description: 'The message was deleted.' })
  @ApiProblems('NOT_FOUND', 'UNAVAILABLE')
  drop(
    @CurrentAccount() admin: CallingAccount,
    @Param('id', { schema: ParkedMessageId }) id: string,
    @Body({ schema: OperatorReason }) { reason }: OperatorReason,
  ): Promise<void> {
    return this.commands.execute(new ResolveParkedMessage(admin, id, 'DROP', reason));
  }
}
