import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Libsql from 'libsql';

/** How long the backup waits for a transaction of the running system. */
const LOCK_TIMEOUT_MS = 10_000;
const STORE = /^(?!lock\.)[a-z-]+\.sqlite$/;
const KEY = /^[a-z-]+\.key$/;

export class BackupRefused extends Error {}

/**
 * Copies every store and key of the embedded mode into a new folder, also while the system runs. All stores are locked for
 * writing until the last one is copied, so that the copies are of one moment; requests wait meanwhile. A failure leaves no folder.
 * @throws BackupRefused when there is nothing to back up, or the folder contains something
 */
export function backUp(dataDir: string, folder: string, print: (line: string) => void): void {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new BackupRefused(`the folder ${target} is not empty`);
  const names = existsSync(dataDir) ? readdirSync(dataDir).toSorted() : [];
  const stores = names.filter((name) => STORE.test(name));
  if (stores.length === 0) throw new BackupRefused(`there are no stores in ${resolve(dataDir)}; set SUGANG_DATA_DIR`);
  process.umask(0o077);
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${randomUUID()}.draft`;
  mkdirSync(draft, { mode: 0o700 });
  try {
    withAllLocked(stores, dataDir, (store) => {
      copyStore(join(dataDir, store), join(draft, store));
      print(`${store}: ${sizeOf(join(draft, store))}`);
    });
    for (const key of names.filter((name) => KEY.test(name))) {
      copyFileSync(join(dataDir, key), join(draft, key));
      print(`${key}: copied`);
    }
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  print(`Backup complete: ${target}. It contains keys and personal data: store it encrypted.`);
}

function withAllLocked(stores: readonly string[], dataDir: string, copy: (store: string) => void): void {
  const locks = stores.map((store) => new Libsql(join(dataDir, store), { timeout: LOCK_TIMEOUT_MS }));
  try {
    for (const lock of locks) lock.exec('BEGIN IMMEDIATE');
    stores.forEach(copy);
  } finally {
    for (const lock of locks) {
      if (lock.inTransaction) lock.exec('ROLLBACK');
      lock.close();
    }
  }
}

/** `VACUUM INTO` writes one complete file, including what only the WAL has. */
function copyStore(from: string, to: string): void {
  const source = new Libsql(from, { timeout: LOCK_TIMEOUT_MS });
  try {
    source.prepare('VACUUM INTO ?').run([to]);
  } finally {
    source.close();
  }
}

const sizeOf = (file: string): string => `${(statSync(file).size / 1_048_576).toFixed(1)} MiB`;
