import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Rejection } from '#contracts';
import { Clock } from '#platform';
import { IdentitySettings } from '../settings.js';

export const CsrfHeader = z.string().min(1).max(100).optional().meta({
  description:
    'Any value, such as `1`. Required with the session cookie, because a form on another site cannot set this header.',
  example: '1',
});

export interface BrowserRequest {
  cookie: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  userAgent: string | undefined;
}

export const FromBrowser = createParamDecorator((_: unknown, context: ExecutionContext): BrowserRequest => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const { cookie, origin, 'sec-fetch-site': fetchSite, 'user-agent': userAgent } = headers;
  return { cookie, origin, fetchSite: fetchSite?.toString(), userAgent: userAgent?.toWellFormed() };
});

const LOCAL = /^http:\/\/(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const TOKEN = /^[\w-]{43}$/;

/** The cookie with the refresh token of a browser's session. */
@Injectable()
export class SessionCookie {
  /** Omits `Secure` only over http on localhost, where browsers reject the prefix `__Host-`. */
  private readonly secure: boolean;
  private readonly name: string;

  constructor(
    private readonly settings: IdentitySettings,
    private readonly clock: Clock,
  ) {
    this.secure = !LOCAL.test(new URL(settings.SUGANG_ISSUER).origin);
    this.name = this.secure ? '__Host-sugang-session' : 'sugang-session';
  }

  refreshTokenOf({ cookie = '' }: BrowserRequest): string | undefined {
    const token = parseCookie(cookie)[this.name];
    return token !== undefined && TOKEN.test(token) ? token : undefined;
  }

  /**
   * A browser sends the cookie with requests from every page of the site, and identifies the page in `Origin` or `Sec-Fetch-Site`. A
   * client that sends neither is not a browser.
   * @throws Rejection CSRF_CHECK_FAILED
   */
  assertOwnPage({ origin, fetchSite }: BrowserRequest, csrfHeader: string | undefined): void {
    const isOwn =
      fetchSite === 'same-origin' ||
      (origin === undefined ? fetchSite === undefined : this.settings.pageOrigins.includes(origin));
    if (!isOwn || csrfHeader === undefined) throw new Rejection('CSRF_CHECK_FAILED');
  }

  with(refreshToken: string, expiresAt: Date): Record<string, string> {
    return this.header(
      refreshToken,
      Math.max(0, Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1000)),
    );
  }

  cleared(): Record<string, string> {
    return this.header('', 0);
  }

  private header(value: string, maxAge: number): Record<string, string> {
    const { name, secure } = this;
    const cookie = { name, value, maxAge, path: '/', httpOnly: true, secure, sameSite: 'strict' as const };
    return { 'set-cookie': stringifySetCookie(cookie) };
  }
}
