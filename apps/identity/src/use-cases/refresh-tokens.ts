/** Makes refresh tokens; only their digests are ever stored. */
export abstract class RefreshTokens {
  abstract make(): string;

  abstract digestOf(token: string): string;
}
