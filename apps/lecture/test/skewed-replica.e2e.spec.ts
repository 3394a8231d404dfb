import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SystemClock } from '#platform';
import { cast, minutes, tempDir, TestService } from '#testing';
import { LectureModule, LectureSettings } from '../src/lecture.module.js';
import { syllabus } from './algorithms-101.js';

describe('a replica whose clock is 12 minutes ahead of its store', () => {
  const dataDir = tempDir('skewed-lecture');
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start({
      name: 'lecture',
      module: (settings, wiring) => LectureModule.with(settings, wiring),
      settings: LectureSettings,
      dataDir,
      env: { SUGANG_LECTURE_SWEEP_MS: '20' },
    });
  });
  afterAll(() => service.stop());
  afterEach(() => void jest.restoreAllMocks());

  it('does not close a lecture whose last session has not ended', async () => {
    const at = (minute: number) => new Date(Date.now() + minutes(minute)).toISOString();
    const body = { ...syllabus, sessions: [{ startsAt: at(5), endsAt: at(10), place: 'Room 301' }] };
    const opened = await service.call('POST', '/admin/lectures', { who: cast.drPark, body });
    jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(Date.now() + minutes(12)));
    const headers = { 'if-match': '"1"' };
    const path = `/admin/lectures/${opened.body.id}`;
    const changed = await service.call('PATCH', path, { who: cast.drPark, body: { capacity: 40 }, headers });
    expect([changed.status, changed.body.status]).toEqual([200, 'OPEN']);
  });
});
