import type { Locale, Role } from '#contracts';

export interface CallingAccount {
  id: string;
  role: Role;
  name: string;
  /** False if the provider of the accounts says so; absent: it counts as verified. */
  emailVerified?: boolean;
  /** The session that the token was issued for; absent in tokens of services and of other providers. */
  sessionId?: string;
  /** Expiry of the token, without leeway: a stream that outlives its request must end then. */
  tokenExpiresAt: Date;
  /** Present only if an external identity provider manages the accounts. */
  profile?: ProviderProfile;
}

export interface ProviderProfile {
  email: string | null;
  locale?: Locale;
  /** When the token was issued; an older statement than the stored one is stale. */
  issuedAt: Date;
}
