import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import type { ViewsFixture } from '../../test/views-fixture.js';
import { viewsContract } from '../../test/views.contract.js';
import { SqliteViews } from './sqlite-views.js';

async function openInNewFolder(): Promise<ViewsFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'sugang-views-'));
  const fixture = {
    views: await SqliteViews.open(folder),
    reopen: async () => {
      await fixture.views.close();
      fixture.views = await SqliteViews.open(folder);
    },
    dispose: async () => {
      await fixture.views.close();
      await rm(folder, { recursive: true });
    },
  };
  return fixture;
}

describe('SqliteViews', () => viewsContract(openInNewFolder));
