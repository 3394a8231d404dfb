import type { HttpService } from '@nestjs/axios';
import type { Log } from '#platform';
import { firstValueFrom } from 'rxjs';
import { z } from 'zod';

/** Seconds that a token lives whose provider does not say, as it may (RFC 6749, 5.1). */
const LIFE_UNTOLD = 60;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().default(LIFE_UNTOLD),
});

/** Where tokens are asked for, and as whom. */
export interface ServiceClient {
  url: string;
  id: string;
  secret: string;
}

interface Held {
  token: string;
  /** Milliseconds of the machine's monotonic clock. */
  renewAt: number;
  uselessAt: number;
}

const LONGEST_FETCH_MS = 2_000;
const BETWEEN_TRIES_MS = 1_000;
/** The part of a token's life after which the next one is fetched, and after which it is not sent any more. */
const RENEWED_AFTER = 0.8;
const USELESS_AFTER = 0.95;

/** This service's token for others (client credentials, RFC 6749), kept until shortly before it expires, renewed in the background. */
export class ServiceToken {
  private held: Held | undefined;
  private fetching: Promise<Held> | undefined;

  constructor(
    private readonly http: HttpService,
    private readonly client: ServiceClient,
    private readonly log: Log,
  ) {}

  /** @throws when there is none and nobody gives one */
  async current(): Promise<string> {
    const { held } = this;
    const now = performance.now();
    if (!held || now >= held.uselessAt) return (await this.fetch()).token;
    if (now >= held.renewAt) this.renew(held, now);
    return held.token;
  }

  /** Whoever was shown the token did not take it: the next call shows another one. */
  refused(token: string): void {
    if (this.held?.token === token) this.held = undefined;
  }

  private renew(held: Held, now: number): void {
    held.renewAt = now + BETWEEN_TRIES_MS;
    this.fetch().catch((error: unknown) => this.log.warn('the service token cannot be renewed yet', { error }));
  }

  /** Many calls at once fetch one token. */
  private fetch(): Promise<Held> {
    this.fetching ??= this.fetchOne().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetchOne(): Promise<Held> {
    const { url, id, secret } = this.client;
    const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
    const asked = performance.now();
    const answer = await firstValueFrom(
      this.http.post<unknown>(url, 'grant_type=client_credentials', {
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
        timeout: LONGEST_FETCH_MS,
      }),
    );
    if (answer.status !== 200) throw new Error(`no service token: ${new URL(url).origin} answered ${answer.status}`);
    const { access_token: token, expires_in } = TokenAnswer.parse(answer.data);
    const life = expires_in * 1000;
    this.held = { token, renewAt: asked + RENEWED_AFTER * life, uselessAt: asked + USELESS_AFTER * life };
    return this.held;
  }
}
