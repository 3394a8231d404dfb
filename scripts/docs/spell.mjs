// Checks spelling and vocabulary (cspell.config.yaml) and the phrases that a word list cannot express. Arguments: paths; default: everything.
// With --summary it prints the number of findings per folder instead.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PHRASES = {
  // cspell:disable
  'in vain': 'failed, without success',
  'ask(s|ed|ing)? again': 'retry, request again',
  'at (its|their) (start|end)': 'on startup, on shutdown',
  'com(e|es|ing) to rest': 'shut down, drain',
  'the outside(?! in)': 'the public network, other systems',
  'looks? whether': 'check',
  '(the|a|another|one) way in(?! which)|ways in': 'inbound adapter',
  'the own': 'your, their',
  // cspell:enable
  '[«»‹]': 'quotation marks or code formatting',
};
// Phrases may be broken over a line of prose or of a comment.
const GAP = String.raw`(?:\s+|\s*\n\s*(?:\*|//|#)\s*)`;
const EXEMPT =
  /^(package-lock\.json|LICENSE|cspell\.config\.yaml|scripts\/docs\/spell\.mjs|docs\/(glossary\.md|benchmarks\/|experiments\/|faults\/report|openapi\/released)|libs\/contracts\/samples\/)/;

const summary = process.argv.includes('--summary');
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const findings = [...misspelled(), ...phrases()];

if (summary) {
  const folders = groupBy(findings, folderOf);
  for (const [folder, found] of [...folders].sort()) console.log(`${String(found.length).padStart(6)}  ${folder}`);
} else for (const finding of findings) console.log(finding);
console.log(`${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;

function misspelled() {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      'node_modules/cspell/bin.mjs',
      'lint',
      '--no-progress',
      '--no-summary',
      '--no-color',
      '--show-suggestions',
      ...(paths.length > 0 ? paths : ['.']),
    ],
    { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const found = stdout.split('\n').filter((line) => /:\d+:\d+ - /.test(line));
  if (status !== 0 && found.length === 0) throw new Error(stderr || stdout);
  return found.map((line) => line.replace(`${process.cwd()}/`, ''));
}

function phrases() {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...paths], { encoding: 'utf8' });
  return files
    .split('\n')
    .filter(
      (path) =>
        /\.(ts|mjs|cjs|md|ya?ml|json|tpl|txt|sh|proto)$|^\.ci\/run$|Dockerfile$/.test(path) && !EXEMPT.test(path),
    )
    .flatMap((path) => phrasesIn(path, read(path)));
}

function phrasesIn(path, text) {
  return Object.entries(PHRASES).flatMap(([phrase, instead]) => {
    const word = phrase.startsWith('[') ? phrase : `\\b${phrase.replaceAll(' ', GAP)}\\b`;
    return [...text.matchAll(new RegExp(word, 'gi'))].map(
      (match) =>
        `${path}:${text.slice(0, match.index).split('\n').length} - "${match[0].replace(/\s+/g, ' ')}": write ${instead}`,
    );
  });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function folderOf(finding) {
  const [top, second] = finding.split(/[/:]/);
  return ['apps', 'libs', 'docs', 'tests', 'helm', 'scripts'].includes(top) && finding.split('/').length > 2
    ? `${top}/${second}`
    : top;
}

function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
