import { Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountSessionPage, PathId, SessionsQuery, type AccountSession, type Page } from '#contracts';
import { answer, ApiAnswer, ApiProblems, CurrentAccount, HttpAnswer, Idempotent, type CallingAccount } from '#platform';
import type { Session } from '../domain/session.js';
import { EndSessions } from '../use-cases/end-sessions.js';
import { ListSessions } from '../use-cases/list-sessions.js';
import { idOfCursor, newestFirst } from './newest-first.js';

@ApiTags('sessions')
@Controller('api/v1/auth')
export class OwnSessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('sessions')
  @ApiOperation({
    summary: 'List your sessions',
    description: 'Your sessions that have not ended, newest first.',
  })
  @ApiAnswer(200, AccountSessionPage, { description: 'A page of sessions.' })
  async list(
    @CurrentAccount() { id, sessionId }: CallingAccount,
    @Query({ schema: SessionsQuery }) { cursor, limit }: SessionsQuery,
  ): Promise<Page<AccountSession>> {
    const found = await this.queries.execute(new ListSessions(id, limit + 1, idOfCursor(cursor)));
    return newestFirst(found, limit, (session) => shown(session, sessionId));
  }

  @Delete('sessions/:id')
  @ApiOperation({
    summary: 'End a session',
    description: 'The session can no longer be refreshed. Its access tokens remain valid for at most 15 minutes.',
  })
  @ApiAnswer(204, undefined, { description: 'The session has ended.' })
  @ApiProblems('NOT_FOUND')
  async end(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the session.') }) id: string,
  ): Promise<HttpAnswer> {
    await this.commands.execute(new EndSessions(account.id, { id }));
    return answer(204);
  }

  @Post('sessions/end-all')
  @Idempotent()
  @ApiOperation({
    summary: 'Sign out everywhere',
    description:
      'Ends all your sessions, including the current one. Access tokens remain valid for at most 15 minutes.',
  })
  @ApiAnswer(204, undefined, { description: 'All sessions have ended.' })
  async endAll(@CurrentAccount() { id }: CallingAccount): Promise<HttpAnswer> {
    await this.commands.execute(new EndSessions(id, 'all'));
    return answer(204);
  }
}

const shown = ({ id, begunAt, lastUsedAt, expiresAt, userAgent }: Session, current?: string): AccountSession => ({
  id,
  startedAt: begunAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
  userAgent,
  current: id === current,
});
