import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Log } from '../log/log.js';
import { jsonAt } from './json-at.js';
import { SigningKeys } from './signing-keys.js';

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const NONE: JSONWebKeySet = { keys: [] };

export interface HttpSigningKeysOptions {
  /** Age in milliseconds at which the keys are fetched anew (5 minutes). */
  maxAgeMs?: number;
  /** Least time in milliseconds between two fetches (1 s). */
  pauseMs?: number;
  log?: Log;
}

/** Where key sets are, one as good as the other. */
export interface KeyAddresses {
  /** Asked before each fetch. */
  all(): Promise<readonly string[]>;
  /** None of them had keys. */
  failed(): void;
}

/** Public keys from their JWKS address, or from whichever of several answers first: fetched when first needed, renewed in the background, kept when a fetch fails. */
export class HttpSigningKeys extends SigningKeys {
  private known = NONE;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private fetching?: Promise<void>;

  private readonly addresses: KeyAddresses;

  constructor(
    at: string | readonly string[] | KeyAddresses,
    private readonly options: HttpSigningKeysOptions = {},
  ) {
    super();
    this.addresses = typeof at === 'string' || 'length' in at ? fixed([at].flat()) : at;
  }

  async keys(): Promise<JSONWebKeySet> {
    const { maxAgeMs = 300_000 } = this.options;
    if (performance.now() - this.fetchedAt > maxAgeMs) {
      const renewed = this.renew();
      if (this.known.keys.length === 0) await renewed;
    }
    return this.known;
  }

  override async refresh(): Promise<JSONWebKeySet> {
    await this.renew();
    return this.known;
  }

  private renew(): Promise<void> {
    const { pauseMs = 1_000 } = this.options;
    if (!this.fetching && performance.now() - this.triedAt < pauseMs) return Promise.resolve();
    this.fetching ??= this.fetch().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetch(): Promise<void> {
    this.triedAt = performance.now();
    try {
      const urls = await this.addresses.all();
      this.known = await Promise.any(urls.map(keysAt));
      this.fetchedAt = performance.now();
    } catch (error) {
      this.addresses.failed();
      this.options.log?.warn('the signing keys cannot be fetched', { known: this.known.keys.length, error });
    }
  }
}

const keysAt = async (url: string): Promise<JSONWebKeySet> => KeySet.parse(await jsonAt(url));

const fixed = (urls: readonly string[]): KeyAddresses => ({ all: async () => urls, failed: () => undefined });
