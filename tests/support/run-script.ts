import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const hooks = resolve('libs/testing/src/typescript-hooks.mjs');

/** Runs a script of this repository in another folder, as npm would run it in the root; returns its exit code and output. */
export const runScript = (script: string, cwd: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    const node = ['--no-warnings', '--conditions=source', '--import', hooks, resolve(script), ...args];
    execFile(process.execPath, node, { cwd, env: { ...process.env, NODE_OPTIONS: '' } }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), output: out + err }),
    );
  });
