// Part of the build: builds and compresses the pages of apps/web into dist/apps/web, or copies the cached build of the same sources.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { compileMessages } from './web/messages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['apps/web', 'libs/client/src', 'libs/contracts/src'];
const SETTINGS = ['scripts/web.mjs', 'scripts/web/messages.mjs', 'package.json', 'package-lock.json'];

/** Generated, or without effect on the pages. */
const NO_INPUT = /apps\/web\/src\/messages\/|\.(spec\.ts|md)$|project\.inlang\/(?!settings\.json)/;

const target = join(root, 'dist/apps/web');
const cache = join(root, 'node_modules/.cache/sugang-web');
const built = join(cache, fingerprint());
if (!existsSync(built)) await build();
rmSync(target, { recursive: true, force: true });
cpSync(built, target, { recursive: true });

async function build() {
  await compileMessages();
  const { build: bundle } = await import('vite');
  const outDir = `${built}.${process.pid}`;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  await bundle({
    configFile: join(root, 'apps/web/vite.config.mjs'),
    mode: 'production',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  for (const path of filesBelow(outDir)) {
    if (!/\.(js|css|svg)$/.test(path)) continue;
    const content = readFileSync(join(outDir, path));
    writeFileSync(join(outDir, `${path}.br`), brotliCompressSync(content));
    writeFileSync(join(outDir, `${path}.gz`), gzipSync(content, { level: 9 }));
  }
  renameSync(outDir, built);
}

function fingerprint() {
  const hash = createHash('sha256');
  const sources = SOURCES.flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`));
  for (const path of [...SETTINGS, ...sources].filter((each) => !NO_INPUT.test(each)))
    hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
