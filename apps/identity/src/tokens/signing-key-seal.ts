import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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

  /**
   * @param keyId of the secret that has sealed it; null for what an earlier release has sealed
   * @throws if it was sealed with another secret or for another kid, or has been modified
   */
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
export async function identityKeyOf(configured: string | undefined, dataDir: string): Promise<Buffer> {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  const path = join(dataDir, 'identity.key');
  await mkdir(dataDir, { recursive: true });
  const key = Buffer.from(await readOrCreate(path), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not contain an identity key of 32 bytes in base64`);
  return key;
}

async function readOrCreate(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await writeOnce(path);
  return readFile(path, 'utf8');
}

// Written to a draft and then linked: no process reads a partial key, and the first one wins.
async function writeOnce(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}
