// Builds libs/client/dist, what the package @sugang/client contains; `npm pack` in libs/client runs it, also in a bare clone.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dependenciesAreFresh, installDependencies } from './prepare/dependencies.mjs';
import { holdLock } from './prepare/lock.mjs';
import { Failure, run, say } from './prepare/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function build() {
  await holdLock(root, async () => {
    if (!dependenciesAreFresh(root)) await installDependencies(root);
  });
  rmSync(new URL('../libs/client/dist', import.meta.url), { recursive: true, force: true });
  const compiler = 'node_modules/typescript7/bin/tsc';
  await run('building @sugang/client', process.execPath, [compiler, '-p', 'libs/client/tsconfig.json'], { cwd: root });
}

build().catch((error) => {
  say(error instanceof Failure ? error.message : error.stack);
  process.exit(1);
});
