import { z } from 'zod';
import type { KeyAddresses } from './http-signing-keys.js';
import { jsonAt } from './json-at.js';

const Document = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Where an OpenID provider says that its keys are (OpenID Connect Discovery 1.0, 4): asked when first needed, and again when that has grown old. */
export class Discovery implements KeyAddresses {
  private known?: { keysAt: string; readAt: number };

  constructor(
    private readonly issuer: string,
    private readonly maxAgeMs = 300_000,
  ) {}

  /** @throws when the provider does not answer, or answers as another issuer than it was asked for */
  async all(): Promise<readonly string[]> {
    if (!this.known || performance.now() - this.known.readAt > this.maxAgeMs) {
      this.known = { keysAt: await this.read(), readAt: performance.now() };
    }
    return [this.known.keysAt];
  }

  failed(): void {
    this.known = undefined;
  }

  private async read(): Promise<string> {
    const url = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const { issuer, jwks_uri: keysAt } = Document.parse(await jsonAt(url));
    if (issuer !== this.issuer) {
      throw new Error(`${url} is of the issuer ${issuer}, and OIDC_ISSUER is ${this.issuer}: they must be the same`);
    }
    if (url.startsWith('https:') && !keysAt.startsWith('https:')) throw new Error(`${url} leads to keys without TLS`);
    return keysAt;
  }
}
