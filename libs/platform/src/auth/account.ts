import type { Locale, Role } from '#contracts';

/** Who sends a request, as the verified token says. */
export interface CallingAccount {
  id: string;
  role: Role;
  name: string;
  /** When the token expires, without leeway: what stays open longer than a request ends then. */
  tokenExpiresAt: Date;
  /** Only where another provider keeps the accounts: what its token says beside. */
  profile?: ForeignProfile;
}

/** What the token of another identity provider says of its subject. */
export interface ForeignProfile {
  email: string | null;
  locale?: Locale;
  /** When the provider said so: what an older token says is stale. */
  toldAt: Date;
}
