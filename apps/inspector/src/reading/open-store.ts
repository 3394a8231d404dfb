import { MysqlStore } from './mysql.store.js';
import { SqliteStore } from './sqlite.store.js';
import type { Store } from './store.js';

/** The store that a service with this `DATABASE_URL` opens under that name. @throws CouldNotLook */
export async function openStore(url: string, dataDir: string, name: string): Promise<Store> {
  return url === 'sqlite:' ? SqliteStore.open(dataDir, name) : MysqlStore.open(url, name);
}
