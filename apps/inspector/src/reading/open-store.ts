import { NotThere } from '../could-not-look.js';
import { MysqlStore } from './mysql.store.js';
import { SqliteStore } from './sqlite.store.js';
import type { Store } from './store.js';

/** The store that a service with this `DATABASE_URL` opens under that name. @throws CouldNotLook */
export async function openStore(url: string, dataDir: string, name: string): Promise<Store> {
  return url === 'sqlite:' ? SqliteStore.open(dataDir, name) : MysqlStore.open(url, name);
}

/** The same, or undefined where there is no such file or schema. @throws CouldNotLook for any other reason */
export async function openIfThere(url: string | undefined, dataDir: string, name: string): Promise<Store | undefined> {
  if (url === undefined) return undefined;
  try {
    return await openStore(url, dataDir, name);
  } catch (error) {
    if (error instanceof NotThere) return undefined;
    throw error;
  }
}
