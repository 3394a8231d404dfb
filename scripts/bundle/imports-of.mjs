import { isBuiltin } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What the built code imports from packages: `typeorm`, `@nestjs/common/internal` … */
export async function importsOf(root) {
  const { metafile } = await build({
    entryPoints: ['apps', 'libs'].flatMap((top) => modulesBelow(join(root, 'dist', top))),
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: root,
    logLevel: 'error',
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
  const outside = imported.filter(({ external, path }) => external && !isBuiltin(path) && !path.startsWith('#'));
  return [...new Set(outside.map(({ path }) => path))].sort();
}

const modulesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.js'))
    .map((path) => join(folder, path));
