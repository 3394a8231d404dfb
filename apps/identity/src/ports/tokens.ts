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

/** Makes refresh tokens; only their digests are ever stored. */
export abstract class RefreshTokens {
  abstract make(): string;

  abstract digestOf(token: string): string;
}

/** The services that may ask for a token of their own, as the operator has named them. */
export abstract class ServiceClients {
  /** Whether the secret is the client's; takes the same time for an unknown client. */
  abstract recognize(clientId: string, secret: string): boolean;
}
