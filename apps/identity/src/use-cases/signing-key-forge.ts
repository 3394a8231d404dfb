import type { StoredSigningKey } from './signing-key-store.js';

/** Makes signing keys. */
export abstract class SigningKeyForge {
  abstract make(generation: number, signsFrom: Date): Promise<StoredSigningKey>;
}
