import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { brokenInvariants } from '../support/invariants.js';
import { RunningSystem } from '../support/running-system.js';

const run = promisify(execFile);

describe('My Page', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start();
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  it('rebuilt from scratch equals the incrementally updated view', async () => {
    const [mina, joon, park] = (await Promise.all(
      ['mina', 'joon', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
    )) as [Client, Client, Client];
    const lectures = await mina.all('/lectures');
    for (const { id, fee } of lectures) {
      await mina.register(id, fee.amount > 50_000 ? 'tok_declined' : 'tok_ok');
      const { body } = await joon.register(id, 'tok_ok');
      if (fee.amount < 50_000 && body.id) await joon.cancel(body.id);
    }
    const { body: doomed } = await park.post('/admin/lectures', lectureBody({ title: 'Doomed' }));
    await eventually(async () => expect((await mina.register(doomed.id)).status).toBe(201));
    await park.post(`/admin/lectures/${doomed.id}/cancel`, { reason: 'No room.' });
    const grown = await settled(system, [mina, joon]);

    await run('npm', ['run', '-s', 'rebuild', '--', 'mypage'], {
      env: { ...process.env, SUGANG_DATA_DIR: system.dataDir },
    });
    await eventually(() => expect(system.printed).toMatch(/switched/), { within: 15_000 });
    expect(await pagesOf([mina, joon])).toEqual(grown);
  }, 60_000);
});

const pagesOf = (students: Client[]) => Promise.all(students.map((student) => student.all('/mypage/registrations')));

/** The pages once nothing changes any more: every queue and sweep is done before they are read, and half a second later they are the same. */
async function settled(system: RunningSystem, students: Client[]) {
  return eventually(
    async () => {
      expect(await brokenInvariants(system.dataDir)).toEqual([]);
      const pages = await pagesOf(students);
      await new Promise((wake) => setTimeout(wake, 500));
      expect(await brokenInvariants(system.dataDir)).toEqual([]);
      expect(await pagesOf(students)).toEqual(pages);
      return pages;
    },
    { within: 25_000 },
  );
}
