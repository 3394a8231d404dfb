import { describe, expect, it } from '@jest/globals';
import { eventually, tempDir, TypeScriptChild } from '#testing';
import { InProcessBroker } from './in-process-broker.js';

const root = tempDir();
let directories = 0;
const directory = () => `${root}/${(directories += 1)}`;
const script = (name: string) => new URL(`./test/${name}.ts`, import.meta.url);

/** The ids delivered to a consumer that starts now. */
async function deliveredNow(dataDir: string, last = 'the-last-one'): Promise<string[]> {
  const received: string[] = [];
  const broker = new InProcessBroker({ dataDir });
  await broker.subscribe({
    consumer: 'lecture',
    bindings: ['#'],
    concurrency: 10,
    handle: async ({ id }) => {
      received.push(id);
      return { kind: 'done' };
    },
  });
  await broker.publish({ id: last, routingKey: 'tick', body: '' });
  await eventually(() => expect(received).toContain(last), { within: 10_000 });
  await broker.close();
  return received.filter((id) => id !== last);
}

describe('InProcessBroker after its process was killed', () => {
  it('has every message that it had confirmed', async () => {
    const dataDir = directory();
    for (const enough of [1, 50, 400]) {
      const child = new TypeScriptChild(script('publishes-until-killed'), [dataDir]);
      await eventually(() => expect(child.lines.length).toBeGreaterThan(enough), { within: 15_000 });
      await child.kill();
      const delivered = new Set(await deliveredNow(dataDir));
      expect(child.lines.filter((id) => !delivered.has(id))).toEqual([]);
      expect(child.complaints).toBe('');
    }
  }, 60_000);

  it('redelivers every unfinished message, and not all finished ones', async () => {
    const dataDir = directory();
    const broker = new InProcessBroker({ dataDir });
    const all = Array.from({ length: 60 }, (_, n) => `message-${n}`);
    const idle = await broker.subscribe({
      consumer: 'lecture',
      bindings: ['#'],
      concurrency: 1,
      handle: async () => ({ kind: 'done' }),
    });
    await idle.close();
    await Promise.all(all.map((id) => broker.publish({ id, routingKey: 'registration.confirmed.v1', body: '' })));
    await broker.close();

    const child = new TypeScriptChild(script('consumes-until-killed'), [dataDir]);
    await eventually(() => expect(child.lines.filter((id) => id.endsWith('7')).length).toBeGreaterThan(1), {
      within: 15_000,
    });
    await child.kill();
    const again = await deliveredNow(dataDir);
    const started = new Set(child.lines);
    expect(again).toEqual(expect.arrayContaining(child.lines.filter((id) => id.endsWith('7'))));
    expect(new Set([...started, ...again])).toEqual(new Set(all));
    expect(again.length).toBeLessThan(all.length);
  }, 60_000);
});
