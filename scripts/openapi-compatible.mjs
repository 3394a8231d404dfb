// Fails when docs/openapi/current.json would break a client of docs/openapi/released.json, the document of the last release.
import { readFileSync } from 'node:fs';
import { breakingChanges } from './openapi/breaking-changes.mjs';

const read = (name) => JSON.parse(readFileSync(`docs/openapi/${name}.json`, 'utf8'));
const changes = breakingChanges(read('released'), read('current'));
if (changes.length > 0) {
  console.error(`${changes.map((change) => `- ${change}`).join('\n')}
docs/openapi/current.json has ${changes.length} breaking changes: see CONTRIBUTING.md`);
  process.exit(1);
}
console.log('docs/openapi/current.json: compatible with the released API');
