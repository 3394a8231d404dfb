import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

export type Tree = Record<string, string>;
export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** The violations that our rules find in a tree of files with the settings of this repository. */
export async function violationsIn(files: Tree): Promise<Violation[]> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'sugang-architecture-')));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    for (const shared of ['node_modules', 'package.json', 'tsconfig.json']) {
      await symlink(resolve(shared), join(root, shared));
    }
    return await cruise(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function cruise(root: string): Promise<Violation[]> {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = resolve('.dependency-cruiser.mjs');
  const answer = promisify(execFile)(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', 'apps', 'libs', 'tests'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  // It ends with the number of violations as its exit code; the report is on standard output either way.
  const { stdout } = await answer.catch((failed: { stdout: string }) => failed);
  const report = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
