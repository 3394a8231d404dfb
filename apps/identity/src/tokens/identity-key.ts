import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret that encrypts signing keys: the given one, or one in a file of the data directory that only its owner reads. */
export async function identityKeyOf(given: string | undefined, dataDir: string): Promise<Buffer> {
  if (given !== undefined) return Buffer.from(given, 'base64');
  const path = join(dataDir, 'identity.key');
  await mkdir(dataDir, { recursive: true });
  const key = Buffer.from(await readOrMake(path), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold an identity key: 32 bytes in base64`);
  return key;
}

async function readOrMake(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await writeOnce(path);
  return readFile(path, 'utf8');
}

// Written whole beside its place and then linked there: nobody ever reads half a key, and the first one stays.
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
