import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually, tempDir } from '#testing';
import { InspectionError, inspect, isBroken } from '../../apps/inspector/src/inspect.js';
import type { Corruption } from '../support/corruption.js';
import { corruptions } from '../support/corruptions.js';
import { registerEveryOutcome } from '../support/every-outcome.js';
import { brokenInvariants, embedded } from '../support/invariants.js';
import { RunningSystem } from '../support/running-system.js';

const run = promisify(execFile);

describe('the inspector on the embedded system', () => {
  let system: RunningSystem;
  /** When the system stopped: work that became overdue since then is expected. */
  let now: Date;
  beforeAll(async () => {
    system = await RunningSystem.start();
    await registerEveryOutcome(system.url);
    await eventually(async () => expect(await brokenInvariants(system.dataDir)).toEqual([]), { within: 30_000 });
    await system.stop();
    now = new Date();
  }, 90_000);
  afterAll(async () => {
    await system.kill();
    system.forget();
  });

  const dir = tempDir('inspected');
  let copies = 0;

  /** A copy of what the system left behind, with one statement run on one of its stores. */
  function tampered(store: string, sql: string): string {
    const copy = join(dir, `${(copies += 1)}`);
    cpSync(system.dataDir, copy, { recursive: true });
    const file = new Libsql(join(copy, `${store}.sqlite`));
    file.exec(sql);
    file.close();
    return copy;
  }

  it('finds no violation, and has checked data for every invariant', async () => {
    const findings = await inspect(embedded(system.dataDir), { now });
    expect(findings.filter(isBroken)).toEqual([]);
    const unseen = findings.filter(({ examined }) => /^(0|nothing)/.test(examined)).map(({ examined }) => examined);
    expect(unseen).toEqual(['0 parked messages', '0 unfinished resyncs']);
  });

  it.each(corruptions.map((each): [string, string, Corruption] => [each.numbers, each.what, each]))(
    'reports a violation of invariant %s: %s',
    async (numbers, _what, { store, sql, says }) => {
      const findings = await inspect(embedded(tampered(store, sql)), { now });
      const reported = findings.flatMap((each) =>
        each.broken.map((sentence) => `${each.numbers.join(', ')}: ${sentence}`),
      );
      expect(reported).toContainEqual(expect.stringMatching(new RegExp(`^${numbers}: ${says.source}`)));
    },
  );

  it('does not compare the clock of a new consumer with those of the publishers', async () => {
    const newAndBehind = tampered(
      'payment',
      `DELETE FROM inbox WHERE event_id < (SELECT MAX(event_id) FROM inbox);
       UPDATE inbox SET consumed_at = '2020-01-01 00:00:00.000'`,
    );
    expect((await inspect(embedded(newAndBehind), { now })).filter(isBroken)).toEqual([]);
  });

  it('reports queued messages, and parked ones unless they are allowed', async () => {
    const parked = tampered(
      'broker',
      `INSERT INTO delivery (queue, message_id, routing_key, body, headers, due_at, state, reason)
       VALUES ('lecture', 'm-1', 'x', '', '{}', 0, 'READY', NULL), ('lecture', 'm-2', 'x', '', '{}', 0, 'PARKED', 'not JSON')`,
    );
    const broken = async (allowParked: string[]) =>
      (await inspect(embedded(parked), { now, allowParked })).flatMap((finding) => finding.broken);
    expect(await broken([])).toEqual(['1 messages wait in the queue lecture', 'lecture:m-2 is parked: not JSON']);
    expect(await broken(['lecture:m-2'])).toEqual(['1 messages wait in the queue lecture']);
  });

  it('reports a duplicate and a missing notification', async () => {
    const twice = `DROP INDEX notification_once_per_recipient;
      CREATE TEMP TABLE copy AS SELECT * FROM notification WHERE status = 'SENT' LIMIT 1;
      UPDATE copy SET id = 'another'; INSERT INTO notification SELECT * FROM copy`;
    const never = `UPDATE notification SET status = 'PENDING', due_at = '2020-01-01 00:00:00.000'`;
    const reported = async (sql: string) =>
      (await inspect(embedded(tampered('notification', sql)), { now })).flatMap(({ broken }) => broken);
    expect(await reported(twice)).toContainEqual(
      expect.stringMatching(/^student \S+ has 2 notifications of registration \S+ \(sequence \d\) by log$/),
    );
    expect(await reported(never)).toContainEqual(
      expect.stringMatching(/^notification \S+ by log is PENDING, and was due at 2020-01-01T00:00:00.000Z/),
    );
  });

  it('exits with 0 or 1, and prints JSON on request', async () => {
    const command = (dataDir: string, ...words: string[]) =>
      run(process.execPath, ['dist/apps/inspector/src/main.js', '--grace', '3600', ...words], {
        env: { ...process.env, SUGANG_DATA_DIR: dataDir },
      });
    expect((await command(system.dataDir)).stdout).toMatch(/All \d+ invariants hold\./);
    const corrupted = tampered('lecture', 'DELETE FROM roster');
    const failed = await command(corrupted, '--json', '--wait', '1').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1 });
    const { holds, findings } = JSON.parse((failed as { stdout: string }).stdout);
    expect(holds).toBe(false);
    expect(findings.filter(isBroken).map(({ numbers }: { numbers: string[] }) => numbers)).toEqual([['6']]);
  });

  it('reports that a missing store could not be inspected', async () => {
    await expect(inspect(embedded(join(dir, 'nowhere')))).rejects.toThrow(InspectionError);
    await expect(inspect(embedded(join(dir, 'nowhere')))).rejects.toThrow(/start the system there once/);
  });
});
