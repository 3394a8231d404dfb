import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerContract } from '../broker.contract.js';
import { InProcessBroker } from './in-process.broker.js';

brokerContract('the in-process broker', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sugang-broker-'));
  return {
    open: async (retry) => new InProcessBroker({ dataDir, retry }),
    dispose: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
});
