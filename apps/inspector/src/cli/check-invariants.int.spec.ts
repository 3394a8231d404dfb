import { describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';
import { checkInvariants } from './check-invariants.js';

const dir = tempDir('inspector');

async function called(args: string[], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const code = await checkInvariants({ args, env: { SUGANG_DATA_DIR: dir, ...env }, print, printError: print });
  return { code, output: lines.join('\n') };
}

describe('npm run check-invariants', () => {
  it('exits with 2 and creates no file where the system has never run', async () => {
    mkdirSync(join(dir, 'empty'));
    const { code, output } = await called([], { SUGANG_DATA_DIR: join(dir, 'empty') });
    expect(code).toBe(2);
    expect(output).toMatch(/registration\.sqlite does not exist\. Check SUGANG_DATA_DIR/);
    expect((await called([], { SUGANG_DATA_DIR: join(dir, 'empty') })).code).toBe(2);
  });

  it('exits with 2 without printing the password when a server does not respond', async () => {
    const { code, output } = await called([], { DATABASE_URL: 'mysql://root:secret@127.0.0.1:1/sugang' });
    expect(code).toBe(2);
    expect(output).toMatch(/the store at 127\.0\.0\.1:1\/sugang cannot be read/);
    expect(output).not.toMatch(/secret/);
  });

  it('exits with 2 on invalid settings and options', async () => {
    expect(await called([], { DATABASE_URL: 'oracle://x' })).toMatchObject({
      code: 2,
      output: expect.stringMatching(/DATABASE_URL/),
    });
    expect(await called(['--wait', 'long'])).toMatchObject({
      code: 2,
      output: expect.stringMatching(/--wait must be a number of seconds/),
    });
    expect(await called(['--repair'])).toMatchObject({
      code: 2,
      output: expect.stringMatching(/usage: npm run check-invariants/),
    });
  });
});
