// Fails when a sample of an event is changed, gone, or not in the list of hashes: what was once published stays readable.
// Lines of the list are only ever added, by the publishers' tests with SUGANG_ADD_SAMPLES=true.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'libs/contracts/samples';
const LIST = 'SHA256SUMS';

const listed = new Map(
  readFileSync(join(FOLDER, LIST), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('  '))
    .map(([hash, file]) => [file, hash]),
);
const hashOf = (file) =>
  createHash('sha256')
    .update(readFileSync(join(FOLDER, file)))
    .digest('hex');
const there = readdirSync(FOLDER, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.json'));

const faults = [
  ...[...listed].flatMap(([file, hash]) => {
    if (!existsSync(join(FOLDER, file))) return [`${file} was deleted`];
    return hashOf(file) === hash ? [] : [`${file} was changed`];
  }),
  ...there.filter((file) => !listed.has(file)).map((file) => `${file} is not in ${LIST}`),
];
if (faults.length > 0) {
  console.error(`${faults.map((fault) => `- ${fault}`).join('\n')}
${FOLDER}: samples are only added, never changed, because stored events look like these`);
  process.exit(1);
}
console.log(`${FOLDER}: ${listed.size} samples, all unchanged`);
