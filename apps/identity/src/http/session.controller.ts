import { Body, Controller, Ip, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Login, RefreshToken, Tokens } from '#contracts';
import { answer, ApiAnswer, ApiProblems, HttpAnswer, Public } from '#platform';
import type { SessionTokens } from '../use-cases/session-tokens.js';
import { LogIn } from '../use-cases/log-in.js';
import { LogOut } from '../use-cases/log-out.js';
import { RefreshSession } from '../use-cases/refresh-session.js';

@ApiTags('sessions')
@Public()
@Controller('api/v1/auth')
export class SessionController {
  constructor(private readonly commands: CommandBus) {}

  @Post('login')
  @ApiOperation({
    summary: 'Sign in',
    description:
      'An unknown e-mail address and a wrong password get the same answer after the same time. Repeated failures are slowed down and then refused for a while.',
  })
  @ApiAnswer(200, Tokens, { description: 'An access token for 15 minutes and a refresh token for 30 days.' })
  @ApiProblems('BAD_CREDENTIALS', 'RATE_LIMITED')
  async logIn(@Body({ schema: Login }) { email, password }: Login, @Ip() address: string): Promise<HttpAnswer> {
    return tokens(await this.commands.execute(new LogIn(email, password, address)));
  }

  @Post('refresh')
  @ApiOperation({
    summary: 'Get new tokens with a refresh token',
    description:
      'Each refresh token works once. A repetition within 20 seconds, such as from another tab or after a lost answer, gets the same successor; later reuse ends the session, because the token may have been stolen.',
  })
  @ApiAnswer(200, Tokens, {
    description:
      'New tokens. A retry with the same refresh token within 20 seconds returns the same new one; later reuse ends the session.',
  })
  @ApiProblems('REFRESH_TOKEN_INVALID')
  async refresh(@Body({ schema: RefreshToken }) { refreshToken }: RefreshToken): Promise<HttpAnswer> {
    return tokens(await this.commands.execute(new RefreshSession(refreshToken)));
  }

  @Post('logout')
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Revokes the refresh token and all its successors. Access tokens that were issued before stay valid until they expire, for 15 minutes at most.',
  })
  @ApiAnswer(204, undefined, { description: 'The session has ended, or did not exist.' })
  async logOut(@Body({ schema: RefreshToken }) { refreshToken }: RefreshToken): Promise<HttpAnswer> {
    await this.commands.execute(new LogOut(refreshToken));
    return answer(204);
  }
}

const tokens = (granted: SessionTokens): HttpAnswer =>
  answer(200, { tokenType: 'Bearer', ...granted } satisfies Tokens, { 'cache-control': 'no-store' });
