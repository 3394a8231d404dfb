import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret that encrypts signing keys: the given one, or one in a file of the data directory that only its owner reads. */
export async function identityKeyOf(given: string | undefined, dataDir: string): Promise<Buffer> {
  if (given !== undefined) return Buffer.from(given, 'base64');
  const path = join(dataDir, 'identity.key');
  await mkdir(dataDir, { recursive: true });
  await writeOnce(path);
  const key = Buffer.from(await readFile(path, 'utf8'), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold an identity key: 32 bytes in base64`);
  return key;
}

async function writeOnce(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
