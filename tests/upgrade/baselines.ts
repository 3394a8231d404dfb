import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
const LOCK = 'package-lock.json';
const COUNT = 2;

/** A version that must run on the schema and the topology of this one. */
export interface Baseline {
  name: string;
  commit: string;
}

export type Git = (...args: string[]) => Promise<string>;

export const git: Git = async (...args) => (await run('git', args, { cwd: ROOT, maxBuffer: 1 << 24 })).stdout.trim();

export const recordedBaselines = (): Baseline[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'baselines.json'), 'utf8')) as Baseline[];

/** The last two releases; as long as there are fewer, the recorded commits take their place. @throws where the clone lacks one */
export async function baselinesOf(ask: Git, recorded: Baseline[]): Promise<Baseline[]> {
  const tags = (await ask('tag', '--list', 'v[0-9]*', '--no-contains', 'HEAD', '--sort=-version:refname')).split('\n');
  const releases = tags.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag)).map((tag) => ({ name: tag, commit: tag }));
  const baselines = [...releases, ...recorded].slice(0, COUNT);
  for (const { name, commit } of baselines) await assertKnown(ask, name, commit);
  return baselines;
}

async function assertKnown(ask: Git, name: string, commit: string): Promise<void> {
  try {
    await ask('cat-file', '-e', `${commit}^{commit}`);
  } catch (error) {
    throw new Error(
      `This clone does not contain ${commit} (${name}). Fetch the history and run again: git fetch --unshallow --tags`,
      { cause: error },
    );
  }
}

export interface Build {
  root: string;
  remove(): void;
}

/** Builds a baseline in a folder of its own; dependencies are shared if they are the same. */
export async function build({ commit }: Baseline): Promise<Build> {
  const root = mkdtempSync(join(tmpdir(), 'sugang-baseline-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  const archive = join(root, 'source.tar');
  await git('archive', '--output', archive, commit);
  await run('tar', ['-xf', archive], { cwd: root });
  const npm = (...args: string[]) => run('npm', [...args, '--silent'], { cwd: root, maxBuffer: 1 << 26 });
  if (readFileSync(join(root, LOCK), 'utf8') === readFileSync(join(ROOT, LOCK), 'utf8'))
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  else await npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
  await npm('run', 'build');
  return { root, remove };
}
