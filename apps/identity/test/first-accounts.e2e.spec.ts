import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { PASSWORD, runningIdentity, type IdentityOptions, type RunningIdentity } from './running-identity.js';

const admin = { SUGANG_ADMIN_EMAIL: 'Boss@sugang.dev', SUGANG_ADMIN_PASSWORD: PASSWORD };

describe('the first accounts', () => {
  const root = tempDir('identity-first');

  async function during<T>(
    circumstances: IdentityOptions,
    work: (identity: RunningIdentity) => Promise<T>,
  ): Promise<T> {
    const identity = await runningIdentity(circumstances);
    try {
      return await work(identity);
    } finally {
      await identity.close();
    }
  }

  const canLogIn =
    (...emails: string[]) =>
    async (identity: RunningIdentity) => {
      const answers = [];
      for (const email of emails) {
        const answer = await identity.logIn(email, email === 'boss@sugang.dev' ? PASSWORD : 'sugang-demo');
        answers.push(`${email} ${answer.status} ${answer.body.account?.role} ${answer.body.account?.name}`);
      }
      return answers;
    };

  it('include the demo accounts once if the store is empty', async () => {
    const dataDir = `${root}/demo`;
    const all = canLogIn('admin@sugang.dev', 'park@sugang.dev', 'mina@sugang.dev', 'joon@sugang.dev');
    const expected = [
      'admin@sugang.dev 200 admin Admin',
      'park@sugang.dev 200 instructor Dr. Park',
      'mina@sugang.dev 200 student Mina',
      'joon@sugang.dev 200 student Joon',
    ];

    expect(await during({ dataDir, env: { SUGANG_DEMO: 'true' } }, all)).toEqual(expected);
    expect(await during({ dataDir, env: { SUGANG_DEMO: 'true' } }, all)).toEqual(expected);
  });

  it('do not include the demo accounts unless requested, nor in a store with accounts', async () => {
    const dataDir = `${root}/no-demo`;

    expect(await during({ dataDir }, canLogIn('mina@sugang.dev'))).toEqual(['mina@sugang.dev 401 undefined undefined']);
    await during({ dataDir }, (identity) => identity.signUp('sora'));

    expect(await during({ dataDir, env: { SUGANG_DEMO: 'true' } }, canLogIn('mina@sugang.dev'))).toEqual([
      'mina@sugang.dev 401 undefined undefined',
    ]);
  });

  it('include the first admin if there is none, and are not changed by later settings', async () => {
    const dataDir = `${root}/admin`;

    expect(await during({ dataDir, env: admin }, canLogIn('boss@sugang.dev'))).toEqual([
      'boss@sugang.dev 200 admin Admin',
    ]);

    const other = { SUGANG_ADMIN_EMAIL: 'second@sugang.dev', SUGANG_ADMIN_PASSWORD: 'sugang-demo' };
    expect(await during({ dataDir, env: other }, canLogIn('boss@sugang.dev', 'second@sugang.dev'))).toEqual([
      'boss@sugang.dev 200 admin Admin',
      'second@sugang.dev 401 undefined undefined',
    ]);
  });

  it('include both if both are requested', async () => {
    const env = { ...admin, SUGANG_DEMO: 'true' };

    expect(await during({ dataDir: `${root}/both`, env }, canLogIn('boss@sugang.dev', 'mina@sugang.dev'))).toEqual([
      'boss@sugang.dev 200 admin Admin',
      'mina@sugang.dev 200 student Mina',
    ]);
  });

  it('prevent a start with a weak admin password', async () => {
    const env = { ...admin, SUGANG_ADMIN_PASSWORD: 'short' };

    await expect(runningIdentity({ dataDir: `${root}/weak`, env })).rejects.toThrow(
      /SUGANG_ADMIN_PASSWORD.*WEAK_PASSWORD/,
    );
  });

  it('prevent a start if the admin has the e-mail address of a student', async () => {
    const dataDir = `${root}/student`;
    await during({ dataDir }, (identity) => identity.signUp('boss'));

    await expect(runningIdentity({ dataDir, env: admin })).rejects.toThrow(/SUGANG_ADMIN_EMAIL.*EMAIL_TAKEN/);
  });
});
