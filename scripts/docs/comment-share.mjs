// Prints the share of comment lines per app and lib; fails above 3 % (apps) and 5 % (libs). Specs, contract suites and generated files are left out.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** libs/client is a published package: editors show its comments to the developers of frontends. */
const LIMITS = { apps: 3, libs: 5, 'libs/client': 8 };

const files = execFileSync('git', ['ls-files', 'apps/*.ts', 'apps/*.tsx', 'libs/*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter(
    (path) =>
      path && !/\.(spec|contract)\.ts$|\/test\/|libs\/client\/src\/(api|operations|enumerations)\.ts/.test(path),
  );

const shares = new Map();
for (const path of files) {
  const project = path.split('/').slice(0, 2).join('/');
  const share = shares.get(project) ?? { lines: 0, comments: 0 };
  const text = readFileSync(path, 'utf8');
  share.lines += text.split('\n').length;
  share.comments += commentLines(path, text);
  shares.set(project, share);
}

let failed = false;
for (const [project, { lines, comments }] of [...shares].sort()) {
  const percent = (100 * comments) / lines;
  const limit = LIMITS[project] ?? LIMITS[project.split('/')[0]];
  if (percent > limit) failed = true;
  console.log(`${percent.toFixed(1).padStart(5)} %  ${project}${percent > limit ? `  (at most ${limit} %)` : ''}`);
}
process.exitCode = failed ? 1 : 0;

/** Lines that contain nothing but a comment; the scanner knows strings and templates. */
function commentLines(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = new Set();
  const visit = (node) => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.pos) ?? []) {
      const [first, last] = [pos, end].map((at) => source.getLineAndCharacterOfPosition(at).line);
      for (let line = first; line <= last; line++) found.add(line);
    }
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return found.size;
}
