import type { Views } from '../domain/views.js';
import type { MyPageSettings } from '../settings.js';
import { SqliteViews } from './sqlite.views.js';

/** The views where `VIEWS_URL` says. The driver of MongoDB is loaded only where it is used. */
export async function openViews({ VIEWS_URL, SUGANG_DATA_DIR }: MyPageSettings): Promise<Views> {
  if (VIEWS_URL === 'sqlite:') return SqliteViews.open(SUGANG_DATA_DIR);
  const { MongoViews } = await import('./mongo.views.js');
  return MongoViews.open(VIEWS_URL);
}
