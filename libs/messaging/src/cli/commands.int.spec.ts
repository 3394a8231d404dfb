import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf, eventually, tempDir, TypeScriptChild } from '#testing';
import type { Delivery } from '../broker/broker.js';
import { InProcessBroker } from '../broker/in-process/in-process.broker.js';
import { parkedCommand } from './parked-command.js';
import { resyncCommand } from './resync-command.js';

describe('the commands of an operator', () => {
  const dataDir = tempDir();
  let broker: InProcessBroker;
  let mended: boolean;
  let got: Delivery[];

  beforeAll(async () => {
    broker = new InProcessBroker({ dataDir });
    await broker.subscribe({
      consumer: 'lecture',
      bindings: ['registration.#'],
      concurrency: 4,
      handle: async (delivery) => {
        got.push(delivery);
        return mended ? { kind: 'done' } : { kind: 'park', reason: 'no such student\n  at line 7' };
      },
    });
  });
  afterAll(() => broker.close());

  beforeEach(async () => {
    for (const { id } of await broker.parked.list()) await broker.parked.drop(id);
    mended = false;
    got = [];
    for (const n of [1, 2])
      await broker.publish({ id: idOf(n), routingKey: 'registration.confirmed.v1', body: `{"number":${n}}` });
    await eventually(async () => expect(await broker.parked.count('lecture')).toBe(2));
  });

  const run = async (command: 'parked' | 'resync', words: string[], env: Record<string, string> = {}) => {
    const [out, complaints]: string[][] = [[], []];
    const say = (line: string) => void out!.push(line);
    const complain = (line: string) => void complaints!.push(line);
    const terminal = { words, env: { SUGANG_DATA_DIR: dataDir, ...env }, say, complain };
    const exitCode = await (command === 'parked' ? parkedCommand : resyncCommand)(terminal);
    return { exitCode, out: out!, complaint: complaints!.join('\n') };
  };

  it.each(['parked', 'resync'])('%s is a program of its own', async (command) => {
    const env = { SUGANG_DATA_DIR: dataDir };
    const called = new TypeScriptChild(new URL(`./${command}.ts`, import.meta.url), ['no-such-word'], env);
    expect([await called.ended(), called.lines]).toEqual([command === 'parked' ? 64 : 1, []]);
    expect(called.complaints).toMatch(command === 'parked' ? /^usage/ : /^no-such-word has never consumed/);
  });

  it('list shows what is parked as a table, while the system runs', async () => {
    const { exitCode, out } = await run('parked', ['list']);
    expect(exitCode).toBe(0);
    expect(out[0]).toMatch(/^id +routing key +attempts +parked at +reason$/);
    expect(out.slice(1).sort()).toEqual(
      [1, 2].map((n) =>
        expect.stringMatching(
          new RegExp(`^lecture:${idOf(n)}  registration.confirmed.v1  1 +\\d{4}-\\S+Z  no such student$`),
        ),
      ),
    );
  });

  it('list of a consumer with nothing parked says so', async () => {
    expect(await run('parked', ['list', 'payment'])).toMatchObject({ exitCode: 0, out: ['nothing is parked'] });
  });

  it('show tells everything of one, with its body', async () => {
    const { exitCode, out } = await run('parked', ['show', `lecture:${idOf(2)}`]);
    expect(exitCode).toBe(0);
    const text = out.join('\n');
    for (const fact of ['"consumer": "lecture"', 'no such student\\n  at line 7', '"number": 2'])
      expect(text).toContain(fact);
  });

  it('replay sends one back, and the running system takes it', async () => {
    mended = true;
    expect((await run('parked', ['replay', `lecture:${idOf(1)}`])).exitCode).toBe(0);
    await eventually(() => expect(got.slice(2)).toEqual([expect.objectContaining({ id: idOf(1), attempt: 1 })]));
    expect(await broker.parked.count('lecture')).toBe(1);
  });

  it('replay --all sends everything back', async () => {
    mended = true;
    expect(await run('parked', ['replay', '--all'])).toMatchObject({
      exitCode: 0,
      out: ['2 sent back to their consumers'],
    });
    await eventually(() => expect(got).toHaveLength(4));
  });

  it('drop forgets one for good', async () => {
    expect((await run('parked', ['drop', `lecture:${idOf(1)}`])).exitCode).toBe(0);
    expect((await broker.parked.list()).map(({ messageId }) => messageId)).toEqual([idOf(2)]);
  });

  it.each([
    [['show', 'lecture:nothing'], 1, /nothing of the id lecture:nothing is parked/],
    [['replay', 'nonsense'], 1, /nothing of the id nonsense/],
    [['drop', 'nonsense'], 1, /nothing of the id nonsense/],
    [[], 64, /usage/],
    [['replay'], 64, /usage/],
    [['list', '--all'], 64, /usage/],
    [['list', '--al'], 64, /Unknown option.*usage/s],
    [['erase', 'everything'], 64, /usage/],
  ])('parked %j ends with %d', async (args, exitCode, complaint) => {
    expect(await run('parked', args)).toEqual({ exitCode, out: [], complaint: expect.stringMatching(complaint) });
  });

  it('says where it looked in vain, and which variable is wrong', async () => {
    expect(await run('parked', ['list'], { SUGANG_DATA_DIR: `${dataDir}/nowhere` })).toEqual({
      exitCode: 1,
      out: [],
      complaint: `there is no broker in ${dataDir}/nowhere: has the system ever run on that SUGANG_DATA_DIR?`,
    });
    expect(await run('parked', ['list'], { BROKER_URL: 'carrier-pigeon:' })).toMatchObject({
      exitCode: 78,
      complaint: expect.stringContaining('BROKER_URL'),
    });
  });

  it('resync asks the owners, in the name of a consumer that exists', async () => {
    expect(await run('resync', ['lecture'])).toMatchObject({
      exitCode: 1,
      complaint: expect.stringContaining('no service'),
    });
    const asked: string[] = [];
    await broker.subscribe({
      consumer: 'registration',
      bindings: ['resync-requested.v1'],
      concurrency: 1,
      handle: async ({ body }) => {
        asked.push(body);
        return { kind: 'done' };
      },
    });
    expect(await run('resync', ['lecture'])).toMatchObject({ exitCode: 0, complaint: '' });
    await eventually(() => expect(asked).toEqual([expect.stringContaining('"consumer":"lecture"')]));
    expect(await run('resync', ['lectrue'])).toMatchObject({
      exitCode: 1,
      complaint: 'lectrue has never consumed anything here',
    });
    expect(await run('resync', [])).toMatchObject({ exitCode: 64, complaint: expect.stringContaining('usage') });
  });
});
