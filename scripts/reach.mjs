// How far a reader has to go: prints a table of file counts and sizes, and of the files that one registration passes through.
// Needs a build. `--no-trace` leaves out the traced registration; `--files` also lists its files.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { traceRegistration } from './reach/trace-registration.mjs';

const isProduction = (file) =>
  /^(apps|libs)\/.*\.tsx?$/.test(file) && !/\.spec\.ts$|\.contract\.ts$|\/test\/|^libs\/testing\//.test(file);
const linesOf = (file) => readFileSync(file, 'utf8').split('\n').length - 1;
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

const files = execFileSync('git', ['ls-files', 'apps', 'libs'], { encoding: 'utf8' }).split('\n').filter(isProduction);
const sizes = files.map(linesOf).sort((a, b) => a - b);
const at = (share) => sizes[Math.floor(sizes.length * share)];
const small = sizes.filter((size) => size < 20).length;
const percent = (part) => `${((100 * part) / sizes.length).toFixed(1)} %`;

const rows = [
  ['production files (apps and libs, without tests)', files.length],
  ['their lines', sum(sizes)],
  ['median size in lines', at(0.5)],
  ['90th percentile', at(0.9)],
  ['files under 20 lines', `${small} (${percent(small)})`],
];

if (!process.argv.includes('--no-trace')) {
  const traced = await traceRegistration();
  // Roster and messages react to the same events beside the path; the platform (auth, logging, tracing) is the same for every route.
  const path = traced.filter((file) => !/^apps\/(lecture|notification)\/|^libs\/platform\//.test(file));
  const own = path.filter((file) => file.startsWith('apps/registration/'));
  rows.push(
    ['files from POST to My Page', path.length],
    ['their lines', sum(path.map(linesOf))],
    ["registration's own part of them", own.length],
    ['files called in all, with the platform and the other consumers', traced.length],
  );
  if (process.argv.includes('--files')) console.log(`${path.join('\n')}\n`);
}

for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
