import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { eventNames } from '#contracts';
import { aLecture, differencesFromSamples, idOf, reading, samplesOf, tempDir, TestIdentity } from '#testing';
import { decideRequest } from '../src/domain/registration.js';
import { Registrations } from '../src/ports/registrations.js';
import { publishAllEvents } from './publish-all-events.js';
import { request } from './registration-states.js';
import { RunningRegistration } from './running-registration.js';

const dir = tempDir('registration-samples');
const settings = { SUGANG_SWEEP_MS: '50' };

describe('the events of registration', () => {
  let identity: TestIdentity;
  let running: RunningRegistration;
  beforeAll(async () => {
    identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir: join(dir, 'publishes'), keys: identity.keys, settings });
  });
  afterAll(() => running.stop());

  it('match the recorded samples', async () => {
    const published = await publishAllEvents(running, identity);
    const names = eventNames.filter((name) => name.startsWith('registration.'));
    expect(differencesFromSamples(names, published)).toEqual([]);
  });
});

describe('registration', () => {
  let running: RunningRegistration;
  beforeAll(async () => {
    running = await RunningRegistration.start({ dataDir: join(dir, 'reads'), settings });
  });
  afterAll(() => running.stop());

  it('reads every sample of the events in its policies', async () => {
    await holdsTheSeatsThatWerePaid();
    const { sent, read, parked } = await reading(running);
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });

  async function holdsTheSeatsThatWerePaid(): Promise<void> {
    const registrations = running.service.app.get(Registrations, { strict: false });
    const paid = samplesOf(['payment.completed', 'payment.declined']).map(({ event }) => event.data);
    const ids = new Set(paid.flatMap((data) => ('registrationId' in data ? [data.registrationId] : [])));
    for (const [n, registrationId] of [...ids].entries()) {
      const lecture = aLecture({ id: idOf(0x9000 + n) });
      await running.addLectures(lecture);
      const seat = { ...request, registrationId, paymentId: idOf(0x9100 + n), studentId: `student-${n}` };
      await registrations.request({ lectureId: lecture.id, studentId: seat.studentId }, (facts, earlier) =>
        decideRequest(facts, seat, running.clock.now(), earlier),
      );
    }
  }
});
