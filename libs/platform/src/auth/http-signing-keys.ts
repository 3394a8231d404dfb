import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Log } from '../log/log.js';
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

/** Identity's keys from its JWKS address, or from whichever of several answers first: fetched when first needed, renewed in the background, kept when a fetch fails. */
export class HttpSigningKeys extends SigningKeys {
  private known = NONE;
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private fetching?: Promise<void>;

  private readonly urls: readonly string[];

  constructor(
    urls: string | readonly string[],
    private readonly options: HttpSigningKeysOptions = {},
  ) {
    super();
    this.urls = [urls].flat();
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
      this.known = await Promise.any(this.urls.map(keysAt));
      this.fetchedAt = performance.now();
    } catch (error) {
      this.options.log?.warn('the signing keys cannot be fetched', { known: this.known.keys.length, error });
    }
  }
}

async function keysAt(url: string): Promise<JSONWebKeySet> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return KeySet.parse(await answer.json());
}
