import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
