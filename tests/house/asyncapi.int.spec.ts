import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';
import { runScript } from '../support/run-script.js';

const run = (house: string, ...args: string[]) => runScript('scripts/asyncapi.mjs', house, ...args);

describe('the AsyncAPI document in docs', () => {
  const house = tempDir('asyncapi');
  const page = join(house, 'docs/asyncapi.json');
  mkdirSync(join(house, 'docs'));

  it('matches the contracts', async () => {
    expect(await run('.', '--check')).toMatchObject({ code: 0 });
  });

  it('is reported stale when an event is missing', async () => {
    await run(house);
    const { channels, ...rest } = JSON.parse(readFileSync(page, 'utf8'));
    delete channels['lecture.opened'];
    writeFileSync(page, JSON.stringify({ ...rest, channels }));
    expect(await run(house, '--check')).toMatchObject({
      code: 1,
      output: expect.stringContaining('docs/asyncapi.json is stale: run npm run docs:asyncapi'),
    });
  });
});
