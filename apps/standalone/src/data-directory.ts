import Libsql from 'libsql';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { preparePrivateDatabase } from '#persistence/files';
import { createDirectory } from '#platform';

export class DataDirectoryUnusable extends Error {}

/** The operating system releases its lock when the process ends, also after a kill. */
export class DataDirectory {
  private constructor(
    readonly path: string,
    private readonly lock: Libsql.Database,
  ) {}

  /** @throws DataDirectoryUnusable when it cannot be written, or another process holds the lock */
  static open(directory: string, reset = false): DataDirectory {
    const path = resolve(directory);
    prepare(path);
    const lock = lockFile(path);
    if (reset) empty(path);
    writeFileSync(join(path, OWNER), `${process.pid}\n`, { mode: 0o600 });
    return new DataDirectory(path, lock);
  }

  release(): void {
    this.lock.close();
  }
}

const LOCK = 'lock.sqlite';
const OWNER = 'owner.pid';
/** `--reset` deletes only files with these names. */
const OWN_FILES = /^[a-z-]+\.sqlite(-wal|-shm|-journal)?$|^[a-z-]+\.key$/;

function prepare(path: string): void {
  try {
    createDirectory(path);
  } catch (error) {
    throw new DataDirectoryUnusable(
      `The data directory ${path} cannot be used (${codeOf(error)}). Make it readable and writable, or name another with SUGANG_DATA_DIR.`,
    );
  }
}

function lockFile(path: string): Libsql.Database {
  try {
    preparePrivateDatabase(join(path, LOCK));
    const lock = new Libsql(join(path, LOCK), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_BUSY') {
      throw new DataDirectoryUnusable(`The data directory ${path} cannot be locked (${codeOf(error)}).`);
    }
    throw new DataDirectoryUnusable(
      `Another Sugang (process ${ownerOf(path)}) is running on the data directory ${path}. Stop it, or name another with SUGANG_DATA_DIR.`,
    );
  }
}

function empty(path: string): void {
  for (const name of readdirSync(path)) {
    if (OWN_FILES.test(name) && !name.startsWith(LOCK)) rmSync(join(path, name));
  }
}

function ownerOf(path: string): string {
  try {
    return readFileSync(join(path, OWNER), 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);
