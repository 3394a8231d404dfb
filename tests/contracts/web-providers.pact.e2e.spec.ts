import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventExamples } from '#contracts';
import { aLecture, cast, eventually, idOf, publishEvent, tempDir, TestIdentity, TestService } from '#testing';
import { runningIdentity, type RunningIdentity } from '../../apps/identity/test/running-identity.js';
import { LectureOffice } from '../../apps/lecture/test/lecture-office.js';
import { MyPageModule, MyPageSettings } from '../../apps/mypage/src/mypage.module.js';
import { decideRequest } from '../../apps/registration/src/domain/registration.js';
import { Registrations } from '../../apps/registration/src/ports/registrations.js';
import { request } from '../../apps/registration/test/registration-states.js';
import { RunningRegistration } from '../../apps/registration/test/running-registration.js';
import { pactBetween } from './pact-files.js';
import { ids } from './pact-ids.js';
import { verified } from './verified.js';

const dir = tempDir('pacts');

describe('identity', () => {
  let identity: RunningIdentity;
  let url: string;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir: join(dir, 'identity') });
    url = `http://127.0.0.1:${await identity.service.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => identity.close());

  const states = {
    'Mina has an account': async () => void (await identity.signUp('mina')),
  };

  it("satisfies the web client's pact", async () => {
    await verified(pactBetween('web', 'identity'), 'identity', url, states);
  });

  it('fails with a response of another shape (negative control)', async () => {
    const bent = join(dir, 'bent.json');
    const pact = readFileSync(pactBetween('web', 'identity'), 'utf8');
    writeFileSync(bent, pact.replaceAll('"Bearer"', '"Basic"'));
    await expect(verified(bent, 'identity', url, states)).rejects.toThrow();
  });
});

describe('the lecture service', () => {
  const office = LectureOffice.forTheseTests();

  it("satisfies the web client's pact", async () => {
    await verified(pactBetween('web', 'lecture'), 'lecture', office.service.url, {
      'Algorithms 101 is open': async () => void (await office.opened()),
    });
  });
});

describe('registration', () => {
  let identity: TestIdentity;
  let running: RunningRegistration;
  let url: string;
  beforeAll(async () => {
    identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir: join(dir, 'registration'), keys: identity.keys });
    url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => running.stop());

  const holds = async (lectureId: string, registrationId: string, studentId: string) => {
    const seat = { ...request, registrationId, paymentId: idOf(0xc301), studentId };
    await running.service.app
      .get(Registrations, { strict: false })
      .request({ lectureId, studentId }, (lecture, earlier) =>
        decideRequest(lecture, seat, running.clock.now(), earlier),
      );
  };
  const holdsOne =
    (n: number, registrationId: string, studentId: string = ids.mina) =>
    async () => {
      const lecture = aLecture({ id: idOf(0xc400 + n), capacity: 1 });
      await running.addLectures(lecture);
      await holds(lecture.id, registrationId, studentId);
    };

  it("satisfies the web client's pact", async () => {
    const states = {
      'a lecture has a free seat': () => running.addLectures(aLecture({ id: ids.lecture })),
      'another lecture has a free seat': () => running.addLectures(aLecture({ id: ids.otherLecture })),
      'a lecture is full': async () => {
        await running.addLectures(aLecture({ id: ids.fullLecture, capacity: 1 }));
        await holds(ids.fullLecture, idOf(0xc500), cast.joon.sub);
      },
      'a registration awaits its payment': holdsOne(1, ids.waiting),
      'a registration is live': holdsOne(2, ids.live),
    };
    await verified(pactBetween('web', 'registration'), 'registration', url, states, { identity, claims: cast.mina });
  });
});

describe('My Page', () => {
  let page: TestService;
  beforeAll(async () => {
    const module = MyPageModule.with.bind(MyPageModule);
    page = await TestService.start({ name: 'mypage', module, settings: MyPageSettings, dataDir: join(dir, 'mypage') });
  });
  afterAll(() => page.stop());

  it("satisfies the web client's pact", async () => {
    const states = {
      'Mina is registered': async () => {
        const data = { ...eventExamples['registration.confirmed'], studentId: ids.mina };
        await publishEvent(page.broker, { name: 'registration.confirmed', subject: data.id, sequence: 2, data });
        await eventually(async () => {
          const { body } = await page.call('GET', '/mypage', { who: cast.mina });
          expect(body.counts).toEqual({ CONFIRMED: 1 });
        });
      },
    };
    const who = { identity: page.identity, claims: cast.mina };
    await verified(pactBetween('web', 'mypage'), 'mypage', page.url, states, who);
  });
});
