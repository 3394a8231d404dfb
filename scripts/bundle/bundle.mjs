import { rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageOf } from './packages.mjs';

/** For CommonJS inside: its require(), and the one package that must come first. */
const BEGINS_WITH = `import 'reflect-metadata';
import { createRequire as bundleRequire } from 'node:module';
const require = bundleRequire(import.meta.url);`;

/** Writes `imports` and all that they need into dist/node_modules, where Node resolves packages first for every built module. */
export async function bundle(root, imports, packages) {
  const target = join(root, 'dist/node_modules');
  rmSync(target, { recursive: true, force: true, maxRetries: 3 });
  await build({
    entryPoints: imports.map((specifier) => ({ in: specifier, out: fileOf(specifier) })),
    outdir: target,
    chunkNames: '.chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Names of classes are tokens of dependency injection and stand in logs.
    keepNames: true,
    charset: 'utf8',
    banner: { js: BEGINS_WITH },
    logLevel: 'error',
    plugins: [entries(root), onlyWhatIsInstalled(packages)],
  });
  for (const name of new Set(imports.map(packageOf))) {
    const own = imports.filter((specifier) => packageOf(specifier) === name);
    const manifest = {
      name,
      version: packages.versionOf(name),
      type: 'module',
      exports: Object.fromEntries(own.map((specifier) => [pathIn(specifier), `./${fileOf(specifier, name)}.js`])),
    };
    writeFileSync(join(target, name, 'package.json'), JSON.stringify(manifest, null, 2));
  }
}

/** `typeorm` → `typeorm/index`, `@nestjs/common/internal` → `@nestjs/common/internal` */
function fileOf(specifier, below = '') {
  const file = specifier === packageOf(specifier) ? `${specifier}/index` : specifier.replace(/\.js$/, '');
  return below ? file.slice(below.length + 1) : file;
}

const pathIn = (specifier) => `.${specifier.slice(packageOf(specifier).length)}`;

/** Each entry re-exports by name what Node exports from the package; for CommonJS esbuild cannot determine the names. */
const entries = (root) => ({
  name: 'entries',
  setup(bundler) {
    bundler.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'entry-point' ? { path, namespace: 'entry' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'entry' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => !['__esModule', 'module.exports'].includes(name));
      return { contents: `export { ${names.join(', ')} } from '${path}';`, resolveDir: root };
    });
  },
});

/** What is not there in production (optional drivers, tools) is asked for at run time, as without a bundle. */
const onlyWhatIsInstalled = (packages) => ({
  name: 'only-what-is-installed',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^.#/]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolving' || from.kind === 'entry-point' || isBuiltin(path)) return undefined;
      const found = await bundler.resolve(path, { ...from, pluginData: 'resolving' });
      if (found.errors.length > 0 || !packages.isForProduction(found.path)) return { path, external: true };
      const outside = packages.staysOutside(path) && packages.isTheCommonCopy(found.path, path);
      return outside ? { path, external: true } : found;
    });
  },
});
