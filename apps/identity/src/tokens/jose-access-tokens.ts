import { SignJWT } from 'jose';
import type { Clock, Ids } from '#platform';
import { ACCESS_TOKEN_SECONDS } from '../domain/signing-key-rotation.js';
import { AccessTokens, type AccessToken, type TokenSubject } from '../ports/tokens.js';
import type { KeyRing } from './key-ring.js';

const AUDIENCE = 'sugang';

export class JoseAccessTokens extends AccessTokens {
  constructor(
    private readonly ring: KeyRing,
    private readonly issuer: string,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  async issue({ id, role, name, emailVerified }: TokenSubject, sessionId?: string): Promise<AccessToken> {
    const { kid, key } = await this.ring.signingKey();
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const verification = emailVerified === false && { email_verified: false };
    const accessToken = await new SignJWT({ role, name, ...verification, ...(sessionId && { sid: sessionId }) })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setSubject(id)
      .setJti(this.ids.next())
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
      .sign(key);
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
  }
}
