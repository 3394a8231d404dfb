import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keyFromFile } from '#persistence/files';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts card tokens with AES-256-GCM, each bound to its payment, so that the store and its backups reveal none.
 * A ciphertext begins with the id of its key: after a rotation, the previous key still decrypts older ones. */
export class CardTokenSeal {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly currentId: string;

  constructor(
    private readonly current: Buffer,
    private readonly previous = current,
  ) {
    this.currentId = keyIdOf(current);
    this.keys = new Map([previous, current].map((key) => [keyIdOf(key), key]));
  }

  seal(token: string, paymentId: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current, iv).setAAD(Buffer.from(paymentId));
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return `${this.currentId}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  /** @throws if its key is not configured, it was sealed for another payment, or it has been modified */
  open(sealed: string, paymentId: string): string {
    const [ciphertext = '', keyId] = sealed.split('.').reverse();
    // Sealed before key ids were stored, thus before the first rotation.
    const key = keyId === undefined ? this.previous : this.keys.get(keyId);
    if (!key) throw new Error(`the card token was encrypted with the key ${keyId}, which is not configured`);
    const bytes = Buffer.from(ciphertext, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(paymentId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }
}

const keyIdOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** The configured key, or else (embedded mode) a key file in the data directory. @throws if the file is invalid */
export async function cardTokenKey(configured: string | undefined, dataDir: string): Promise<Buffer> {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  return keyFromFile(join(dataDir, 'payment-token.key'), KEY_BYTES);
}
