// Writes docs/openapi/current.json, the OpenAPI document of the gateway, by starting the services in a temporary folder, and the
// types of libs/client from it. With --check it writes nothing and fails when a file is stale.
// Run with the hooks that read TypeScript (npm run docs:openapi).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import { openWiring } from '#messaging';
import { edgeDocument, loadSettings } from '#platform';
import { NeighbourKeys, startServices } from '../apps/standalone/src/services.ts';
import { standaloneSettings } from '../apps/standalone/src/settings.ts';
import { keep, keepDocument } from './generated/page.mjs';

const COMMAND = 'npm run docs:openapi';
const HEAD = `// Written by ${COMMAND} from docs/openapi/current.json: do not change it by hand.`;

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
  const document = await documentOfServices(dataDir);
  await keepDocument('docs/openapi/current.json', document, COMMAND);
  const types = astToString(await openapiTypes(structuredClone(document)));
  await keep('libs/client/src/api.ts', `${HEAD}\n\n${types}`, 'typescript', COMMAND);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
