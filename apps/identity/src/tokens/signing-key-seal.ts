import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keyFromFile } from '#persistence/files';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Secret {
  id: string;
  secret: Buffer;
}

export class SigningKeySeal {
  private readonly current: Secret;
  private readonly secrets: readonly Secret[];

  /** @param previous secrets that are being replaced: they still open what they have sealed */
  constructor(current: Buffer, ...previous: Buffer[]) {
    this.current = { id: idOf(current), secret: current };
    this.secrets = [this.current, ...previous.map((secret) => ({ id: idOf(secret), secret }))];
  }

  /** Identifies the secret that `seal` uses, without revealing it. */
  get keyId(): string {
    return this.current.id;
  }

  seal(kid: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current.secret, nonce).setAAD(Buffer.from(kid));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @param keyId of the secret that has sealed it; null for what an earlier release has sealed
   * @throws if it was sealed with another secret or for another kid, or has been modified */
  open(kid: string, sealed: string, keyId: string | null = null): string {
    const candidates = this.secrets.filter(({ id }) => keyId === null || id === keyId);
    let cause: unknown;
    for (const { secret } of candidates) {
      try {
        return opened(secret, kid, sealed);
      } catch (error) {
        cause = error;
      }
    }
    throw new Error(
      'SUGANG_IDENTITY_KEY cannot decrypt the signing keys in this store. Set the key that they were encrypted with, as SUGANG_IDENTITY_KEY_PREVIOUS if it is being replaced.',
      { cause },
    );
  }
}

const idOf = (secret: Buffer): string =>
  createHmac('sha256', secret).update('sugang identity key id').digest('hex').slice(0, 16);

function opened(secret: Buffer, kid: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAAD(Buffer.from(kid));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
}

/** The secret that encrypts signing keys: the configured one, or else a key file in the data directory, readable by its owner only. */
export function identityKeyOf(configured: string | undefined, dataDir: string): Promise<Buffer> {
  if (configured !== undefined) return Promise.resolve(Buffer.from(configured, 'base64'));
  return keyFromFile(join(dataDir, 'identity.key'), 32);
}
