import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { servicePorts } from '#contracts';

const FOLDER = '.github/workflows';
interface Workflow {
  on: Record<string, any>;
  permissions?: unknown;
  jobs: Record<string, { steps?: { uses?: string; run?: string }[]; uses?: string; 'timeout-minutes'?: number }>;
}

const names = readdirSync(FOLDER);
const textOf = (name: string) => readFileSync(`${FOLDER}/${name}`, 'utf8');
const workflow = (text: string) => load(text) as Workflow;

/** What is wrong with a workflow, in words. */
function faultsOf(text: string): string[] {
  const { on, permissions, jobs } = workflow(text);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const steps = Object.values(jobs).flatMap((job) => [...(job.steps ?? []), { uses: job.uses }]);
  const used = steps.flatMap(({ uses }) => uses ?? []);
  const run = steps.map((step) => ('run' in step ? (step.run ?? '') : '')).join('\n');
  const files = [...run.matchAll(/(?:^|\s)((?:\.ci|scripts|helm|docker)\/[\w./-]*\w)/g)].map(([, path]) => path!);
  return [
    ...(permissions === undefined ? ['says nothing of its permissions'] : []),
    ...('pull_request_target' in on ? ['runs the code of strangers with our rights'] : []),
    ...used.filter((action) => !isPinned(action)).map((action) => `${action} is not pinned`),
    ...[...run.matchAll(/npm run ([\w:-]+)/g)].filter(([, name]) => !(name! in scripts)).map(([words]) => `${words}?`),
    ...files.filter((path) => !existsSync(path)).map((path) => `${path} does not exist`),
    ...(/\$\{\{\s*(?:inputs|github\.event|github\.head_ref)/.test(run) ? ['puts what others wrote into a shell'] : []),
  ];
}

function isPinned(action: string): boolean {
  if (action.startsWith('./')) return existsSync(action);
  return /@[0-9a-f]{40}$/.test(action);
}

describe('a workflow of GitHub', () => {
  it.each(names)('%s pins its actions, runs existing scripts, and declares its permissions', (name) => {
    expect(faultsOf(textOf(name))).toEqual([]);
  });

  it('is reported otherwise (negative control)', () => {
    expect(
      faultsOf(`
        on: { pull_request_target: {} }
        jobs:
          one:
            steps:
              - uses: another-owner/action@main
              - run: npm run moonshine && scripts/nowhere.mjs "\${{ github.event.issue.title }}"
      `),
    ).toEqual([
      'says nothing of its permissions',
      'runs the code of strangers with our rights',
      'another-owner/action@main is not pinned',
      'npm run moonshine?',
      'scripts/nowhere.mjs does not exist',
      'puts what others wrote into a shell',
    ]);
  });

  it('tests the minimum and the shipped version of Node, builds both architectures, scans the images, and upgrades the previous version', () => {
    const { jobs } = load(textOf('ci.yml')) as { jobs: Record<string, any> };
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const tested = jobs.check.strategy.matrix.node as string[];
    expect(engines.node).toContain(`>=${tested[0]}`);
    expect(tested).toContain(readFileSync('.nvmrc', 'utf8').trim());
    expect([jobs.arm['runs-on'], jobs.cluster['runs-on']]).toEqual(['ubuntu-24.04-arm', 'ubuntu-24.04']);
    const run = (job: string) => jobs[job].steps.map((step: { run?: string }) => step.run ?? '').join('\n') as string;
    expect(run('cluster')).toMatch(/trivy\S* .*image --exit-code 1/s);
    expect(run('dependencies')).toContain('npm audit');
    expect(run('upgrade')).toMatch(/helm install [^]*previous[^]*helm upgrade sugang helm\/sugang[^]*inspector/);
  });

  it('deploys every service independently', () => {
    const { service } = workflow(textOf('deploy.yml')).on.workflow_dispatch.inputs;
    expect([...service.options].sort()).toEqual(['all', ...Object.keys(servicePorts)].sort());
  });
});
