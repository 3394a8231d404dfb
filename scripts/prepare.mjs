// Makes a bare clone ready to run: the right Node, the dependencies of the lock file, a build of the present sources.
// `npm start` and `npm test` run it first. Nothing to do: it says nothing, needs no network and ends at once.
import { fileURLToPath } from 'node:url';
import { build, buildIsFresh } from './prepare/build.mjs';
import { dependenciesAreFresh, installDependencies } from './prepare/dependencies.mjs';
import { holdLock } from './prepare/lock.mjs';
import { checkNodeVersion } from './prepare/node-version.mjs';
import { Failure, say } from './prepare/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function prepare() {
  checkNodeVersion(process.versions.node);
  if (dependenciesAreFresh(root) && buildIsFresh(root)) return;
  await holdLock(root, async () => {
    // Another process may have done it while we waited for the lock.
    if (!dependenciesAreFresh(root)) await installDependencies(root);
    if (!buildIsFresh(root)) await build(root);
  });
}

prepare().catch((error) => {
  say(error instanceof Failure ? error.message : error.stack);
  process.exit(1);
});
