// Writes docs/requirements.md from docs/requirements/*.yaml; with --check, fails when the page is stale.
// Always fails when a test that a requirement names does not exist.
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { keepPage } from './generated/page.mjs';
import { faultsOf } from './requirements/faults.mjs';
import { pageOf } from './requirements/write-page.mjs';

const folder = 'docs/requirements';
const sections = readdirSync(folder)
  .sort()
  .map((file) => load(readFileSync(`${folder}/${file}`, 'utf8')));
const { rows, tests, faults } = faultsOf(sections, (path) => readFileSync(path, 'utf8'));
for (const fault of faults) console.error(`${folder}: ${fault}`);
if (faults.length > 0) process.exit(1);
console.log(`${folder}: ${rows} requirements, ${tests} tests named, all of them exist`);
await keepPage('docs/requirements.md', pageOf(sections), 'npm run docs:requirements');
