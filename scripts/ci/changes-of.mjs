// Prints what CHANGELOG.md says of one version: `node scripts/ci/changes-of.mjs 1.2.3`.
import { readFileSync } from 'node:fs';

const [version] = process.argv.slice(2);
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const section = sections.find((each) => each.startsWith(`[${version}]`));
if (!section) {
  console.error(`CHANGELOG.md has no section [${version}]`);
  process.exit(1);
}
console.log(section.slice(section.indexOf('\n')).trim());
