import type { Role } from '#contracts';

/** Who sends a request, as the verified token says. */
export interface CallingAccount {
  id: string;
  role: Role;
  name: string;
  /** When the token expires, without leeway: what stays open longer than a request ends then. */
  tokenExpiresAt: Date;
}
