import { afterEach, describe, expect, it } from '@jest/globals';
import { aLecture, cast, tempDir, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

describe('registering with an unverified e-mail address', () => {
  const dataDir = tempDir();
  let running: RunningRegistration;
  afterEach(() => running.stop());

  async function answers(settings: Record<string, string>) {
    const identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, keys: identity.keys, settings });
    await running.addLectures(aLecture());
    const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    const register = async (claims: Parameters<typeof identity.headersFor>[0]) =>
      (await Student.of(url, identity, claims)).register(aLecture().id);
    return {
      unverified: await register({ ...cast.mina, email_verified: false }),
      verified: await register(cast.joon),
    };
  }

  it('is refused with the next step where the installation requires a verified one', async () => {
    const { unverified, verified } = await answers({ SUGANG_REQUIRE_VERIFIED_EMAIL: 'true' });
    expect(unverified).toMatchObject({ status: 403, body: { code: 'EMAIL_UNVERIFIED' } });
    expect(unverified.body['detail']).toMatch(/Confirm your e-mail address/);
    expect(verified.status).toBe(201);
  });

  it('is possible by default', async () => {
    const { unverified } = await answers({});
    expect(unverified.status).toBe(201);
  });
});
