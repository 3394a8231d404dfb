// Writes docs/event-map.md from the code; with --check it writes nothing and fails when the page is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readCatalog } from './event-map/read-catalog.mjs';
import { readOtherReactions, readPolicies } from './event-map/read-policies.mjs';
import { pageOf } from './event-map/write-page.mjs';

const PAGE = 'docs/event-map.md';

function written() {
  try {
    return readFileSync(PAGE, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const policies = readPolicies();
const text = pageOf(readCatalog(), policies, readOtherReactions());
const page = await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
if (written() === page) {
  console.log(`${PAGE}: up to date, ${policies.length} policies`);
} else if (process.argv.includes('--check')) {
  console.error(`${PAGE} is stale: run npm run docs:event-map and commit it`);
  process.exit(1);
} else {
  mkdirSync('docs', { recursive: true });
  writeFileSync(PAGE, page);
  console.log(`${PAGE}: written, ${policies.length} policies`);
}
