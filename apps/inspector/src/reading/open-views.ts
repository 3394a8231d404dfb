import { SqliteViews } from './sqlite.views.js';
import type { Views } from './views.js';

/** The views where `VIEWS_URL` says; the driver of MongoDB is loaded only where it is used. @throws CouldNotLook */
export async function openViews(url: string, dataDir: string): Promise<Views> {
  if (url === 'sqlite:') return SqliteViews.open(dataDir);
  const { MongoViews } = await import('./mongo.views.js');
  return MongoViews.open(url);
}
