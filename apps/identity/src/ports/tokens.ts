import type { Role } from '#contracts';
import type { SigningPeriod } from '../domain/signing-key-rotation.js';

export interface AccessToken {
  accessToken: string;
  expiresIn: number;
}

export interface TokenSubject {
  id: string;
  role: Role;
  name: string;
  emailVerified?: boolean | undefined;
}

/** Signs short-lived access tokens that every service can verify without a call to identity. */
export abstract class AccessTokens {
  abstract issue(subject: TokenSubject, sessionId?: string): Promise<AccessToken>;
}

export abstract class ServiceClients {
  /** Whether the secret belongs to the client; takes the same time for an unknown client. */
  abstract recognize(clientId: string, secret: string): boolean;
}

export interface StoredSigningKey extends SigningPeriod {
  publicKey: Readonly<Record<string, unknown>>;
  sealedKey: string;
  /** Of the secret that has sealed it; null for a key of an earlier release. */
  keyId: string | null;
}

export abstract class StoredSigningKeys {
  abstract all(): Promise<StoredSigningKey[]>;

  /** Adds a key unless another replica has added one of its generation; returns whether it did. */
  abstract add(key: StoredSigningKey): Promise<boolean>;

  abstract discard(kids: string[]): Promise<void>;

  /** Stores a key that was sealed again, unless another replica has done so. */
  abstract reseal(key: StoredSigningKey, from: StoredSigningKey): Promise<void>;
}

export abstract class SealedKeys {
  abstract resealAll(): Promise<void>;

  /** @throws if tokens cannot be signed now */
  abstract signingKey(): Promise<unknown>;
}

export abstract class SigningKeyGenerator {
  abstract generate(generation: number, signsFrom: Date): Promise<StoredSigningKey>;
}
