import type { Role } from '#contracts';

export interface AccessToken {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** Whom a token speaks for: an account, or a service. */
export interface TokenSubject {
  id: string;
  role: Role;
  name: string;
}

/** Signs short-lived tokens that every service can check without asking identity. */
export abstract class AccessTokens {
  abstract issue(subject: TokenSubject): Promise<AccessToken>;
}
