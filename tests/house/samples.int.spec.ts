import { beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventNames, writeEvent } from '#contracts';
import { differencesFromSamples, samplesOf, tempDir } from '#testing';
import { runScript } from '../support/run-script.js';

describe('the samples of the events', () => {
  it.each(eventNames)('of %s can still be read without losing a field', (name) => {
    const samples = samplesOf([name]);
    expect(samples.length).toBeGreaterThan(0);
    for (const { event, body } of samples) expect(JSON.parse(writeEvent(event))).toEqual(JSON.parse(body));
  });

  it('detect an event of another shape and one that is not published', () => {
    const [{ event }] = samplesOf(['account.changed']) as any;
    expect(differencesFromSamples(['account.changed'], [event])).toEqual([]);
    const bent = { ...event, data: { ...event.data, name: undefined, nickname: 'Mina' } };
    expect(differencesFromSamples(['account.changed', 'account.signed-up'], [bent])).toEqual([
      expect.stringContaining('data.nickname: string'),
      'account.signed-up was not emitted',
    ]);
  });
});

describe('the guard of the samples', () => {
  const house = tempDir('samples');
  const folder = join(house, 'libs/contracts/samples');
  const guard = () => runScript('scripts/samples.mjs', house);

  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    cpSync('libs/contracts/samples', folder, { recursive: true });
  });

  it('accepts the committed samples', async () => {
    expect(await guard()).toMatchObject({ code: 0 });
  });

  it('reports a changed, a missing and an unlisted sample', async () => {
    appendFileSync(join(folder, 'account.changed.v1/1.json'), ' ');
    rmSync(join(folder, 'lecture.opened.v1/1.json'));
    writeFileSync(join(folder, 'lecture.opened.v1/99.json'), '{}');
    const { code, output } = await guard();
    expect(code).toBe(1);
    expect(output).toContain('- account.changed.v1/1.json was changed');
    expect(output).toContain('- lecture.opened.v1/1.json was deleted');
    expect(output).toContain('- lecture.opened.v1/99.json is not in SHA256SUMS');
  });
});
