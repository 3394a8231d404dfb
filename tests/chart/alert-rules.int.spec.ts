import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dump, load } from 'js-yaml';
import { notRun, tempDir } from '#testing';
import { programPath } from '../../scripts/servers/debian.mjs';
import { expressions, RULES, rules, unscopedSelectors } from '../support/metrics.js';

const TESTS = 'tests/chart/alerts.promtool.yaml';
const promtool = programPath('promtool');

describe('alerts and dashboards', () => {
  it('select one installation by namespace and release, and so do the labels of rules', () => {
    expect(
      expressions().flatMap(({ where, expr }) => unscopedSelectors(expr).map((each) => `${where}: ${each}`)),
    ).toEqual([]);
    for (const { alert, record, labels } of rules())
      expect([alert ?? record, labels]).toEqual([
        alert ?? record,
        expect.objectContaining({ namespace: 'sugang', release: 'sugang' }),
      ]);
  });

  it('are reported with a selector of every installation (negative control)', () => {
    expect(unscopedSelectors('rate(sugang_seats[5m]) > sugang_seats{namespace="a",release="b"}')).toEqual([
      'sugang_seats',
    ]);
    expect(unscopedSelectors('sugang:error_budget:ratio{release="b"}')).toEqual([
      'sugang:error_budget:ratio{release="b"}',
    ]);
  });
});

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

  it.each([
    [
      'an unreachable threshold',
      /(sugang_parked_messages\{[^}]*\}\)) > 0/g,
      '$1 > 9',
      /SugangParkedMessages/,
      /everything that can be wrong/,
    ],
    [
      'selectors of every installation',
      /namespace="sugang",release="sugang",?/g,
      '',
      /SugangServiceGone/,
      /a healthy staging/,
    ],
    [
      'no minimum of failed requests',
      /and on \(\) sugang:registration_errors:increase1h\S+ >= 5/g,
      '',
      /RegistrationFailsFast/,
      /one 503 among forty/,
    ],
  ])('fail the test with %s (negative control)', (_, found, weakened, alert, group) => {
    const wrong = join(folder, 'wrong.rules.yaml');
    const text = readFileSync(RULES, 'utf8');
    expect(text).toMatch(found);
    writeFileSync(wrong, text.replace(found, weakened));
    const tests = join(folder, 'tests.yaml');
    const all = load(readFileSync(TESTS, 'utf8')) as { tests: { name: string }[] };
    const only = all.tests.filter(({ name }) => group.test(name));
    writeFileSync(tests, dump({ ...all, rule_files: [resolve(wrong)], tests: only }));
    expect(() => run('test', 'rules', tests)).toThrow(alert);
  });
});
