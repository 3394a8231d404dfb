import type { HttpService } from '@nestjs/axios';
import type { Log } from '#platform';
import { firstValueFrom } from 'rxjs';
import { z } from 'zod';

/** Lifetime in seconds where the provider omits `expires_in` (RFC 6749, 5.1). */
const DEFAULT_LIFETIME = 60;

const TokenResponse = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().default(DEFAULT_LIFETIME),
});

export interface ServiceClient {
  url: string;
  id: string;
  secret: string;
}

interface CachedToken {
  token: string;
  renewAt: number;
  discardAt: number;
}

const FETCH_TIMEOUT_MS = 2_000;
const RETRY_DELAY_MS = 1_000;
const RENEW_AFTER = 0.8;
const DISCARD_AFTER = 0.95;

/** This service's access token (client credentials, RFC 6749), cached until shortly before it expires and renewed in the background. */
export class ServiceToken {
  private cached: CachedToken | undefined;
  private fetching: Promise<CachedToken> | undefined;

  constructor(
    private readonly http: HttpService,
    private readonly client: ServiceClient,
    private readonly log: Log,
  ) {}

  /** @throws when no valid token is cached and none can be fetched */
  async current(): Promise<string> {
    const { cached } = this;
    const now = performance.now();
    if (!cached || now >= cached.discardAt) return (await this.fetch()).token;
    if (now >= cached.renewAt) this.renew(cached, now);
    return cached.token;
  }

  /** Another service has rejected the token: the next call fetches a new one. */
  discard(token: string): void {
    if (this.cached?.token === token) this.cached = undefined;
  }

  private renew(cached: CachedToken, now: number): void {
    cached.renewAt = now + RETRY_DELAY_MS;
    this.fetch().catch((error: unknown) =>
      this.log.warn('Could not renew the service token; the current one is used until it expires.', { error }),
    );
  }

  private fetch(): Promise<CachedToken> {
    this.fetching ??= this.fetchOne().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetchOne(): Promise<CachedToken> {
    const { url, id, secret } = this.client;
    const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
    const startedAt = performance.now();
    const response = await firstValueFrom(
      this.http.post<unknown>(url, 'grant_type=client_credentials', {
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
        timeout: FETCH_TIMEOUT_MS,
      }),
    );
    if (response.status !== 200)
      throw new Error(`no service token: ${new URL(url).origin} responded with status ${response.status}`);
    const { access_token: token, expires_in } = TokenResponse.parse(response.data);
    const lifetime = expires_in * 1000;
    this.cached = {
      token,
      renewAt: startedAt + RENEW_AFTER * lifetime,
      discardAt: startedAt + DISCARD_AFTER * lifetime,
    };
    return this.cached;
  }
}
