import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, withoutThisCallsOptions } from './dependencies.mjs';
import { run } from './progress.mjs';

/** What the build reads beside the sources. */
const settingsOf = (root) => [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/bundle.mjs',
  'scripts/copy-assets.mjs',
  'scripts/copy-openapi.mjs',
  'scripts/web.mjs',
  'scripts/web/messages.mjs',
  'docs/openapi/current.json',
  'docs/openapi/external-provider.json',
  ...readdirSync(join(root, 'scripts/bundle')).map((name) => `scripts/bundle/${name}`),
];

const stampOf = (root) => join(root, 'dist/.stamp');

/** Whether dist was built from exactly the present sources and settings, and is still whole. */
export function buildIsFresh(root) {
  try {
    const sources = sourcesOf(root);
    return (
      readFileSync(stampOf(root), 'utf8') === fingerprint(root, sources) &&
      sources.every((path) => existsSync(join(root, 'dist', builtFrom(path))))
    );
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Builds into an emptied dist, so that nothing of a deleted source stays; the stamp comes last, only after success. */
export async function build(root) {
  const stamp = fingerprint(root, sourcesOf(root));
  rmSync(join(root, 'dist'), { recursive: true, force: true, maxRetries: 3 });
  const [command, ...args] = npm();
  await run('building (npm run build)', command, [...args, 'run', '--silent', 'build'], {
    cwd: root,
    env: withoutThisCallsOptions(process.env),
    shell: command === 'npm' && process.platform === 'win32',
    hint: 'The lines above name the file and the fault.',
  });
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampOf(root), stamp);
}

/** Path, time and size of every file that the build reads. */
function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const path of [...settingsOf(root), ...sources]) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** The pages are bundled. */
const builtFrom = (path) => (isOfThePages(path) ? 'apps/web/index.html' : path.replace(/\.ts$/, '.js'));

const isOfThePages = (path) => path.startsWith('apps/web/');

/** The same files as tsconfig.build.json: no specs, no contract suites, nothing that only tests use; and those of the pages. */
function sourcesOf(root) {
  return (
    ['apps', 'libs']
      .flatMap((top) => readdirSync(join(root, top), { recursive: true }).map((path) => `${top}/${path}`))
      .map((path) => path.replaceAll('\\', '/'))
      // .proto files are copied, see scripts/copy-assets.mjs
      .filter(
        (path) => /\.(ts|proto)$/.test(path) || (isOfThePages(path) && /\.(tsx|css|json|html|svg|mjs)$/.test(path)),
      )
      .filter(
        (path) =>
          !/\.(spec|contract|d)\.ts$|\/test\/|^libs\/testing\/|^apps\/web\/(src\/messages\/|project\.inlang\/(?!settings))/.test(
            path,
          ),
      )
      .sort()
  );
}
