// Writes docs/openapi/current.json, the OpenAPI document of the one entrance, from the services themselves, started for a
// moment in a folder that is thrown away. With --check it writes nothing and fails when a file is stale.
// Run with the hooks that read TypeScript (npm run docs:openapi).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWiring } from '#messaging';
import { edgeDocument, loadSettings } from '#platform';
import { NeighbourKeys, startServices } from '../apps/standalone/src/services.ts';
import { standaloneSettings } from '../apps/standalone/src/settings.ts';
import { keepDocument } from './generated/page.mjs';

async function documentOfServices(dataDir) {
  const settings = loadSettings(standaloneSettings, { SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  const opened = await openWiring(settings);
  const keys = new NeighbourKeys();
  const services = await startServices(settings, { ...opened, keys }, keys);
  const document = edgeDocument(new Map([...services].map(([name, service]) => [name, service.openApi()])));
  await Promise.all([...services.values()].map((service) => service.close()));
  await opened.close();
  return document;
}

const dataDir = mkdtempSync(join(tmpdir(), 'sugang-openapi-'));
try {
  await keepDocument('docs/openapi/current.json', await documentOfServices(dataDir), 'npm run docs:openapi');
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
