import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';

const OWNER_ONLY_DIRECTORY = 0o700;
const OWNER_ONLY = 0o600;
const STICKY = 0o1000;
const SQLITE_COMPANIONS = ['-wal', '-shm', '-journal'];

/** Only the owner may list it. One that others share on purpose (sticky, such as `/tmp`) or that belongs to another user stays as it is. */
export function makeDirectoryPrivate(directory: string): void {
  const isShared = (statSync(directory).mode & STICKY) !== 0;
  if (!isShared) restrict(directory, OWNER_ONLY_DIRECTORY);
}

/** Creates a SQLite file that only its owner reads, before SQLite opens it: its WAL and its index get the same mode. */
export function preparePrivateDatabase(file: string): void {
  closeSync(openSync(file, 'a', OWNER_ONLY));
  for (const path of [file, ...SQLITE_COMPANIONS.map((suffix) => file + suffix)]) {
    if (existsSync(path)) restrict(path, OWNER_ONLY);
  }
}

export const makeFilePrivate = (file: string): void => restrict(file, OWNER_ONLY);

function restrict(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o777) !== mode) chmodSync(path, mode);
  } catch (error) {
    if (!['EPERM', 'EROFS', 'ENOENT', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
