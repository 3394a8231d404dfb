import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import type { ViewsUnderTest } from '../../test/views-under-test.js';
import { viewsContract } from '../../test/views.contract.js';
import { SqliteViews } from './sqlite.views.js';

async function openInItsOwnFolder(): Promise<ViewsUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'sugang-views-'));
  const under = {
    views: await SqliteViews.open(folder),
    reopen: async () => {
      await under.views.close();
      under.views = await SqliteViews.open(folder);
    },
    dispose: async () => {
      await under.views.close();
      await rm(folder, { recursive: true });
    },
  };
  return under;
}

describe('in SQLite', () => viewsContract(openInItsOwnFolder));
