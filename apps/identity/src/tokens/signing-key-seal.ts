import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keyFromFile } from '#persistence/files';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class SigningKeySeal {
  constructor(private readonly secret: Buffer) {}

  seal(kid: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.secret, nonce).setAAD(Buffer.from(kid));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @throws if it was sealed with another secret or for another key id, or has been modified */
  open(kid: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.secret, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    }).setAAD(Buffer.from(kid));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
    } catch (cause) {
      throw new Error(
        'SUGANG_IDENTITY_KEY cannot decrypt the signing keys in this store. Set the key that they were encrypted with.',
        { cause },
      );
    }
  }
}

/** The secret that encrypts signing keys: the configured one, or else a key file in the data directory, readable by its owner only. */
export function identityKeyOf(configured: string | undefined, dataDir: string): Promise<Buffer> {
  if (configured !== undefined) return Promise.resolve(Buffer.from(configured, 'base64'));
  return keyFromFile(join(dataDir, 'identity.key'), 32);
}
