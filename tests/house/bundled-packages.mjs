// Run by bundle.int.spec.ts in a process of its own: what the bundles of dist/node_modules hand on, beside the packages
// themselves; and which packages are loaded a second time from node_modules by the built code. Prints JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const root = new URL('../../', import.meta.url);
const handedOn = async (module) =>
  Object.entries(await import(module))
    .filter(([name]) => name !== '__esModule' && name !== 'module.exports')
    .map(([name, value]) => (typeof value === 'function' ? `${name}: ${value.name}` : name))
    .sort();

const manifests = readdirSync('dist/node_modules', { recursive: true }).filter((path) => path.endsWith('package.json'));
const bundled = manifests.flatMap((path) => {
  const { name, exports } = JSON.parse(readFileSync(`dist/node_modules/${path}`, 'utf8'));
  return Object.entries(exports).map(([below, file]) => ({
    specifier: name + below.slice(1),
    file: new URL(`dist/node_modules/${name}/${file}`, root).href,
  }));
});

for (const service of ['registration', 'gateway', 'mypage'])
  await import(new URL(`dist/apps/${service}/src/${service}.module.js`, root));
const loaded = Object.keys(createRequire(import.meta.url).cache);
const names = new Set(bundled.map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)[0]));
const twice = [...names].filter((name) =>
  loaded.some((file) => file.includes(`${root.pathname}node_modules/${name}/`)),
);

const differences = [];
for (const { specifier, file } of bundled) {
  const [ours, theirs] = [await handedOn(file), await handedOn(specifier)];
  differences.push(...theirs.filter((each) => !ours.includes(each)).map((each) => `${specifier} ${each}`));
}
process.stdout.write(JSON.stringify({ bundled: bundled.map(({ specifier }) => specifier), twice, differences }));
process.exit();
