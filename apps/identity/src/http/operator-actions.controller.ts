import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChangeSimulatedProvider as ChangeSimulatedProviderBody,
  OperatorActionPage,
  OperatorActionsQuery,
  SimulatedProviderState,
  type OperatorAction,
  type Page,
} from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, Roles, type CallingAccount } from '#platform';
import { ChangeSimulatedProvider, SimulatedProviderSwitches } from '../use-cases/change-simulated-provider.js';
import { ListOperatorActions } from '../use-cases/list-operator-actions.js';
import { idOfCursor, newestFirst } from './newest-first.js';

@ApiTags('operations')
@Roles('admin')
@Controller('api/v1/admin/audit')
export class OperatorActionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'List what operators did',
    description: 'Who did what, when and why, newest first. Entries are never deleted.',
  })
  @ApiAnswer(200, OperatorActionPage, { description: 'A page of the audit log.' })
  async list(
    @Query({ schema: OperatorActionsQuery }) { cursor, limit }: OperatorActionsQuery,
  ): Promise<Page<OperatorAction>> {
    const found = await this.queries.execute(new ListOperatorActions(limit + 1, idOfCursor(cursor)));
    return newestFirst(found, limit, (action) => action);
  }
}

@ApiTags('operations')
@Roles('admin')
@Controller('api/v1/admin/simulated-provider')
export class SimulatedProviderController {
  constructor(
    private readonly switches: SimulatedProviderSwitches,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Show how the simulated payment provider behaves',
    description: 'In the embedded mode with the simulated provider; elsewhere 404.',
  })
  @ApiAnswer(200, SimulatedProviderState, { description: 'Its behavior.' })
  @ApiProblems('NOT_FOUND')
  show(): SimulatedProviderState {
    return this.switches.state;
  }

  @Put()
  @ApiOperation({
    summary: 'Change how the simulated payment provider behaves',
    description: 'Until the next start, for demonstrations of failures. In the embedded mode only; elsewhere 404.',
  })
  @ApiAnswer(200, SimulatedProviderState, { description: 'Its behavior from now on.' })
  @ApiProblems('NOT_FOUND')
  change(
    @CurrentAccount() admin: CallingAccount,
    @Body({ schema: ChangeSimulatedProviderBody }) { reason, ...state }: ChangeSimulatedProviderBody,
  ): Promise<SimulatedProviderState> {
    return this.commands.execute(new ChangeSimulatedProvider(admin, state, reason));
  }
}
