import { describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';
import { checkInvariants } from './check-invariants.js';

const dir = tempDir('inspector');

async function called(words: string[], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await checkInvariants({ words, env: { SUGANG_DATA_DIR: dir, ...env }, say, complain: say });
  return { code, told: lines.join('\n') };
}

describe('npm run check-invariants could not look, and says why,', () => {
  it('where the system has never run, and leaves no file there', async () => {
    mkdirSync(join(dir, 'empty'));
    const { code, told } = await called([], { SUGANG_DATA_DIR: join(dir, 'empty') });
    expect(code).toBe(2);
    expect(told).toMatch(/there is no .*registration\.sqlite: has the system ever run/);
    expect((await called([], { SUGANG_DATA_DIR: join(dir, 'empty') })).code).toBe(2);
  });

  it('where a server does not answer, without telling its password', async () => {
    const { code, told } = await called([], { DATABASE_URL: 'mysql://root:secret@127.0.0.1:1/sugang' });
    expect(code).toBe(2);
    expect(told).toMatch(/the store at 127\.0\.0\.1:1\/sugang cannot be read/);
    expect(told).not.toMatch(/secret/);
  });

  it('where the settings or the words mean nothing', async () => {
    expect(await called([], { DATABASE_URL: 'oracle://x' })).toMatchObject({
      code: 2,
      told: expect.stringMatching(/DATABASE_URL/),
    });
    expect(await called(['--wait', 'long'])).toMatchObject({
      code: 2,
      told: expect.stringMatching(/--wait is a number of seconds/),
    });
    expect(await called(['--mend'])).toMatchObject({
      code: 2,
      told: expect.stringMatching(/usage: npm run check-invariants/),
    });
  });
});
