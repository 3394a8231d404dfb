// Writes docs/openapi/current.json, the OpenAPI document of the gateway, by starting the services in a temporary folder, the one with
// an external identity provider (external-provider.json), and the types, functions and enumerations of libs/client. With --check it writes nothing and fails when a file is stale.
// Run with the hooks that read TypeScript (npm run docs:openapi).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { openWiring } from '#messaging';
import { edgeDocument } from '#platform';
import { InProcessKeys, startServices } from '../apps/standalone/src/services.ts';
import { StandaloneSettings } from '../apps/standalone/src/settings.ts';
import { keep, keepDocument, keepPage } from './generated/page.mjs';
import { clientReadme } from './openapi/client-readme.mjs';
import { clientEnumerations, clientOperations } from './openapi/client-sources.mjs';

const COMMAND = 'npm run docs:openapi';
const HEAD = `// Written by ${COMMAND} from docs/openapi/current.json: do not change it by hand.`;

async function documentOfServices(env = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sugang-openapi-'));
  try {
    return await documentAt({ SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'fatal', ...env });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function documentAt(env) {
  const settings = StandaloneSettings.fromEnvironment(env);
  const opened = await openWiring(settings);
  const keys = new InProcessKeys();
  const services = await startServices(settings, { ...opened, keys }, keys);
  const document = edgeDocument(new Map([...services].map(([name, service]) => [name, service.openApi()])));
  await Promise.all([...services.values()].map((service) => service.close()));
  await opened.close();
  return document;
}

/** The known values of an open enumeration; `string & {}` allows any other value while editors still suggest the known ones. */
function knownValues({ 'x-extensible-enum': values }) {
  const { factory } = ts;
  return (
    values &&
    factory.createUnionTypeNode([
      ...values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value))),
      factory.createIntersectionTypeNode([
        factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
        factory.createTypeLiteralNode([]),
      ]),
    ])
  );
}

const document = await documentOfServices();
await keepDocument('docs/openapi/current.json', document, COMMAND);
const withProvider = await documentOfServices({ OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE: 'sugang' });
await keepDocument('docs/openapi/external-provider.json', withProvider, COMMAND);
const client = {
  api: astToString(await openapiTypes(structuredClone(document), { transform: knownValues })),
  operations: clientOperations(document),
  enumerations: clientEnumerations(document),
};
for (const [name, source] of Object.entries(client))
  await keep(`libs/client/src/${name}.ts`, `${HEAD}\n\n${source}\n`, 'typescript', COMMAND);
await keepPage('libs/client/README.md', clientReadme(document, COMMAND), COMMAND);
