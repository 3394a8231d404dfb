import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { Injectable } from '@nestjs/common';
import { SigningKeyForge, type StoredSigningKey } from '../ports/signing-keys.js';
import { KeySeal } from './key-seal.js';

@Injectable()
export class Ed25519SigningKeyForge extends SigningKeyForge {
  constructor(private readonly seal: KeySeal) {
    super();
  }

  async make(generation: number, signsFrom: Date): Promise<StoredSigningKey> {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    const publicKey = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicKey);
    const privateKey = JSON.stringify(await exportJWK(pair.privateKey));
    return {
      kid,
      generation,
      signsFrom,
      publicKey: { ...publicKey, kid, alg: 'EdDSA', use: 'sig' },
      sealedKey: this.seal.close(kid, privateKey),
    };
  }
}
