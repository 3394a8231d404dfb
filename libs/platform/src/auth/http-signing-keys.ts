import { createRemoteJWKSet, customFetch, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Log } from '../log/log.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { SigningKeys } from './signing-keys.js';

const FETCH_TIMEOUT_MS = 2_000;
const MAX_BYTES = 512 * 1024;
const NO_KEYS: JSONWebKeySet = { keys: [] };
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

export interface HttpSigningKeysOptions {
  /** Milliseconds after which the keys are fetched again in the background; 5 minutes by default. */
  maxAgeMs?: number;
  /** Minimum milliseconds between two fetches, successful or not; 1 s by default. */
  cooldownMs?: number;
  log?: Log;
}

export interface KeyAddresses {
  all(): Promise<readonly string[]>;
  failed(): void;
}

/** jose's remote key set, with what it lacks: several addresses, discovery, a size limit, and keys that survive a failed renewal. */
export class HttpSigningKeys extends SigningKeys {
  private known = NO_KEYS;
  private triedAt = -Infinity;
  private readonly addresses: KeyAddresses;
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;

  constructor(
    addresses: string | readonly string[] | KeyAddresses,
    private readonly options: HttpSigningKeysOptions = {},
  ) {
    super();
    this.addresses =
      typeof addresses === 'string' || 'length' in addresses ? fixedAddresses([addresses].flat()) : addresses;
    this.remote = createRemoteJWKSet(new URL('https://jwks.invalid'), {
      cacheMaxAge: options.maxAgeMs ?? 300_000,
      timeoutDuration: 2 * FETCH_TIMEOUT_MS,
      [customFetch]: () => this.fetch(),
    });
  }

  async keys(): Promise<JSONWebKeySet> {
    if (!this.remote.fresh) {
      const renewed = this.renew();
      if (this.known === NO_KEYS) await renewed;
    }
    return this.known;
  }

  override async refresh(): Promise<JSONWebKeySet> {
    await this.renew();
    return this.known;
  }

  private async renew(): Promise<void> {
    const { cooldownMs = 1_000, log } = this.options;
    if (!this.remote.reloading && performance.now() - this.triedAt < cooldownMs) return;
    this.triedAt = performance.now();
    try {
      await this.remote.reload();
    } catch (error) {
      log?.warn('failed to fetch the signing keys; the known keys remain in use', {
        known: this.known.keys.length,
        error,
      });
    }
  }

  private async fetch(): Promise<Response> {
    try {
      const urls = await this.addresses.all();
      this.known = await Promise.any(urls.map(async (url) => KeySet.parse(await fetchJson(url))));
      return Response.json(this.known);
    } catch (error) {
      this.addresses.failed();
      throw error;
    }
  }
}

const fixedAddresses = (urls: readonly string[]): KeyAddresses => ({ all: async () => urls, failed: () => undefined });

/** The JWKS address of an OpenID provider, by discovery (OpenID Connect Discovery 1.0, section 4); the result is cached for `maxAgeMs`. */
export class Discovery implements KeyAddresses {
  private found?: { keysUrl: string; readAt: number };

  constructor(
    private readonly issuer: string,
    private readonly maxAgeMs = 300_000,
  ) {}

  /** @throws Error if the provider does not respond, or identifies itself as another issuer */
  async all(): Promise<readonly string[]> {
    if (!this.found || performance.now() - this.found.readAt > this.maxAgeMs) {
      this.found = { keysUrl: await this.read(), readAt: performance.now() };
    }
    return [this.found.keysUrl];
  }

  failed(): void {
    this.found = undefined;
  }

  private async read(): Promise<string> {
    const url = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { issuer, jwks_uri: keysUrl } = Metadata.parse(await fetchJson(url));
    if (issuer !== this.issuer)
      throw new Error(`${url} names the issuer ${issuer}; OIDC_ISSUER must be exactly the same`);
    if (url.startsWith('https:') && !keysUrl.startsWith('https:'))
      throw new Error(`${url} names a jwks_uri without TLS`);
    return keysUrl;
  }
}

/** The keys at `SUGANG_JWKS_URL`, otherwise those of the provider `OIDC_ISSUER`, otherwise those at identity's addresses. */
export function signingKeysOf(
  { SUGANG_JWKS_URL, OIDC_ISSUER }: Pick<CoreSettings, 'SUGANG_JWKS_URL' | 'OIDC_ISSUER'>,
  identityUrls: string | readonly string[],
  log: Log,
): HttpSigningKeys {
  const addresses = OIDC_ISSUER === undefined ? identityUrls : new Discovery(OIDC_ISSUER);
  return new HttpSigningKeys(SUGANG_JWKS_URL ?? addresses, { log });
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${url} returned status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`${url} returned more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
