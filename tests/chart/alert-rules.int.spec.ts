import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { notRun, tempDir } from '#testing';
import { programPath } from '../../scripts/servers/debian.mjs';
import { RULES } from '../support/metrics.js';

const TESTS = 'tests/chart/alerts.promtool.yaml';
const promtool = programPath('promtool');

describe('the alert rules', () => {
  if (!promtool) return notRun('needs promtool, of the Debian package prometheus');
  const run = (...args: string[]) => execFileSync(promtool, args, { encoding: 'utf8', stdio: 'pipe' });
  const folder = tempDir('alerts');

  it('are accepted by Prometheus', () => {
    expect(run('check', 'rules', RULES)).toContain('SUCCESS');
  });

  it('fire when something is wrong, and only then', () => {
    expect(run('test', 'rules', TESTS)).toContain('SUCCESS');
  });

  it('fail the test with an unreachable threshold (negative control)', () => {
    const deaf = join(folder, 'deaf.rules.yaml');
    writeFileSync(
      deaf,
      readFileSync(RULES, 'utf8').replace('(sugang_parked_messages) > 0', '(sugang_parked_messages) > 9'),
    );
    const tests = join(folder, 'tests.yaml');
    writeFileSync(tests, readFileSync(TESTS, 'utf8').replace(/rule_files: .*/, `rule_files: ['${resolve(deaf)}']`));
    expect(() => run('test', 'rules', tests)).toThrow(/SugangParkedMessages/);
  });
});
