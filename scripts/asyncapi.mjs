// Writes docs/asyncapi.json from libs/contracts; with --check it writes nothing and fails when the file is stale. Either way
// the document must be one that the parser of AsyncAPI accepts. Run with the hooks that read TypeScript (npm run docs:asyncapi).
import { Parser } from '@asyncapi/parser';
import { asyncApiDocument } from '#contracts';
import { keepDocument } from './generated/page.mjs';

const document = asyncApiDocument();
const { diagnostics } = await new Parser().parse(JSON.stringify(document));
const faults = diagnostics.filter(({ severity }) => severity === 0);
if (faults.length > 0) {
  throw new Error(faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}
await keepDocument('docs/asyncapi.json', document, 'npm run docs:asyncapi');
