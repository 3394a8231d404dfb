import type { SigningPeriod } from '../domain/signing-key-rotation.js';

export interface StoredSigningKey extends SigningPeriod {
  /** As a JSON Web Key. */
  publicKey: Readonly<Record<string, unknown>>;
  /** The private key, encrypted. */
  sealedKey: string;
}

/** The signing keys of all replicas. */
export abstract class SigningKeyStore {
  abstract all(): Promise<StoredSigningKey[]>;

  /** Adds a key unless another replica has added one of its generation; answers whether it did. */
  abstract add(key: StoredSigningKey): Promise<boolean>;

  abstract discard(kids: string[]): Promise<void>;
}

/** Makes signing keys. */
export abstract class SigningKeyForge {
  abstract make(generation: number, signsFrom: Date): Promise<StoredSigningKey>;
}
