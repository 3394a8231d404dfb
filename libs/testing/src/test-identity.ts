import type { Role } from '#contracts';
import { SigningKeys } from '#platform';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JSONWebKeySet } from 'jose';

export interface TokenClaims {
  sub: string;
  role: Role | (string & {});
  name: string;
  issuer?: string;
  audience?: string;
  /** Seconds until it expires, 900 by default; negative if it has expired. */
  expiresIn?: number;
  email_verified?: boolean;
}

export class TestIdentity {
  private constructor(
    private readonly privateKey: CryptoKey,
    /** For `wiring.keys`: the public key of this identity. */
    readonly keys: SigningKeys,
  ) {}

  static async create(): Promise<TestIdentity> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'EdDSA', use: 'sig' };
    return new TestIdentity(privateKey, new FixedKeys({ keys: [jwk] }));
  }

  tokenFor({ sub, role, name, issuer, audience, expiresIn = 900, ...further }: TokenClaims): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ role, name, ...further })
      .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID })
      .setSubject(sub)
      .setIssuer(issuer ?? 'http://localhost:8080')
      .setAudience(audience ?? 'sugang')
      .setIssuedAt(now - 1)
      .setExpirationTime(now + expiresIn)
      .sign(this.privateKey);
  }

  async headersFor(claims: TokenClaims): Promise<{ authorization: string }> {
    return { authorization: `Bearer ${await this.tokenFor(claims)}` };
  }
}

const KEY_ID = 'test-key';

class FixedKeys extends SigningKeys {
  constructor(private readonly set: JSONWebKeySet) {
    super();
  }

  keys(): Promise<JSONWebKeySet> {
    return Promise.resolve(this.set);
  }
}
