import { Body, Controller, Ip, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Login, RefreshToken, Rejection, Tokens } from '#contracts';
import { answer, ApiAnswer, ApiProblems, HttpAnswer, invalidRequest, Public, RequestHeader } from '#platform';
import type { SessionTokens } from '../use-cases/session-tokens.js';
import { LogIn } from '../use-cases/log-in.js';
import { LogOut } from '../use-cases/log-out.js';
import { RefreshSession } from '../use-cases/refresh-session.js';
import { CsrfHeader, FromBrowser, SessionCookie, type BrowserRequest } from './session-cookie.js';

const setsCookie = { 'Set-Cookie': 'The refresh token, for a session in a cookie.' };

@ApiTags('sessions')
@Public()
@Controller('api/v1/auth')
export class SessionController {
  constructor(
    private readonly commands: CommandBus,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('login')
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Starts a session. A client stores the refresh token itself; a browser should request `session: "cookie"`, so that no script can read it. The cookie is named `__Host-sugang-session`, or `sugang-session` over http on localhost. Pages of the same site can use it, even on another port or subdomain, if their origin is in `SUGANG_CORS_ORIGINS`: send requests with `credentials: "include"` and the header `X-CSRF`. If an admin created the account, the first password must be replaced: after 403 `PASSWORD_CHANGE_REQUIRED`, sign in again with `newPassword`.',
  })
  @ApiAnswer(200, Tokens, {
    description: 'An access token for 15 minutes and a refresh token for 30 days.',
    headers: setsCookie,
  })
  @ApiProblems(
    'BAD_CREDENTIALS',
    'ACCOUNT_DISABLED',
    'PASSWORD_CHANGE_REQUIRED',
    'CSRF_CHECK_FAILED',
    'WEAK_PASSWORD',
    'RATE_LIMITED',
  )
  async logIn(
    @Body({ schema: Login }) { session, ...request }: Login,
    @FromBrowser() browser: BrowserRequest,
    @Ip() address: string,
    @RequestHeader('X-CSRF', { schema: CsrfHeader }) csrf?: string,
  ): Promise<HttpAnswer> {
    const logIn = new LogIn(request, { address, userAgent: browser.userAgent });
    if (session !== 'cookie') return tokens(await this.commands.execute(logIn));
    this.cookie.assertOwnPage(browser, csrf);
    const granted = await this.commands.execute(logIn);
    const previous = this.cookie.refreshTokenOf(browser);
    if (previous !== undefined) await this.commands.execute(new LogOut(previous));
    return this.inCookie(granted);
  }

  @Post('refresh')
  @ApiOperation({
    summary: 'Get new tokens with a refresh token',
    description:
      'Exchanges a refresh token, in the body or in the session cookie, for a new one and an access token. Several tabs may do so at the same time.',
  })
  @ApiAnswer(200, Tokens, {
    description:
      'New tokens. A retry with the same refresh token within 20 seconds returns the same new one; later reuse ends the session.',
    headers: setsCookie,
  })
  @ApiProblems('REFRESH_TOKEN_INVALID', 'CSRF_CHECK_FAILED')
  async refresh(
    @Body({ schema: RefreshToken }) body: RefreshToken,
    @FromBrowser() browser: BrowserRequest,
    @RequestHeader('X-CSRF', { schema: CsrfHeader }) csrf?: string,
  ): Promise<HttpAnswer> {
    if (body?.refreshToken) return tokens(await this.commands.execute(new RefreshSession(body.refreshToken)));
    const refreshToken = this.cookieOf(browser, csrf);
    if (refreshToken === undefined) throw new Rejection('REFRESH_TOKEN_INVALID');
    return this.inCookie(await this.commands.execute(new RefreshSession(refreshToken)));
  }

  @Post('logout')
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Ends the session of a refresh token, in the body or in the session cookie. Its access tokens remain valid for at most 15 minutes.',
  })
  @ApiAnswer(204, undefined, {
    description: 'The session has ended or did not exist.',
    headers: { 'Set-Cookie': 'Deletes the session cookie, if the session was in one.' },
  })
  @ApiProblems('CSRF_CHECK_FAILED')
  async logOut(
    @Body({ schema: RefreshToken }) body: RefreshToken,
    @FromBrowser() browser: BrowserRequest,
    @RequestHeader('X-CSRF', { schema: CsrfHeader }) csrf?: string,
  ): Promise<HttpAnswer> {
    const refreshToken = body?.refreshToken ?? this.cookieOf(browser, csrf);
    if (refreshToken !== undefined) await this.commands.execute(new LogOut(refreshToken));
    return answer(204, undefined, body?.refreshToken ? {} : this.cookie.cleared());
  }

  private cookieOf(browser: BrowserRequest, csrf: string | undefined): string | undefined {
    const refreshToken = this.cookie.refreshTokenOf(browser);
    if (refreshToken === undefined && csrf === undefined)
      throw invalidRequest([{ pointer: '/refreshToken', detail: 'is required without a session cookie' }]);
    this.cookie.assertOwnPage(browser, csrf);
    return refreshToken;
  }

  private inCookie({ refreshToken, expiresAt, ...granted }: SessionTokens): HttpAnswer {
    const body = { tokenType: 'Bearer', ...granted } satisfies Tokens;
    return answer(200, body, { 'cache-control': 'no-store', ...this.cookie.with(refreshToken, expiresAt) });
  }
}

const tokens = ({ expiresAt: _, ...granted }: SessionTokens): HttpAnswer =>
  answer(200, { tokenType: 'Bearer', ...granted } satisfies Tokens, { 'cache-control': 'no-store' });
