import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFilePrivate } from './private-files.js';

/** The key in a file (base64), which is created with a random key when it is missing. A crash leaves no partial file, and of several
 * processes that create it at once all get the same key.
 * @throws if the file does not contain a key of that length */
export async function keyFromFile(file: string, bytes: number): Promise<Buffer> {
  const text = (await contentOf(file)) ?? (await create(file, `${randomBytes(bytes).toString('base64')}\n`));
  const key = Buffer.from(text, 'base64');
  if (key.length !== bytes) throw new Error(`${file} does not contain a key of ${bytes} bytes in base64`);
  makeFilePrivate(file);
  return key;
}

async function create(file: string, content: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    await writeDurably(draft, content);
    // A link and not a rename: it fails when another process was first.
    await link(draft, file).catch(unlessExists);
  } finally {
    await rm(draft, { force: true });
  }
  await sync(dirname(file));
  return readFile(file, 'utf8');
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function unlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
