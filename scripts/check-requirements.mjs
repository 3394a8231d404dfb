// Every requirement in docs/requirements.md names the tests that show it; this fails when one of them does not exist.
import { readFileSync } from 'node:fs';
import { faultsOf } from './requirements/faults.mjs';

const page = 'docs/requirements.md';
const { rows, tests, faults } = faultsOf(readFileSync(page, 'utf8'), (path) => readFileSync(path, 'utf8'));
for (const fault of faults) console.error(`${page}: ${fault}`);
if (faults.length > 0) process.exit(1);
console.log(`${page}: ${rows} requirements, ${tests} tests named, all of them exist`);
