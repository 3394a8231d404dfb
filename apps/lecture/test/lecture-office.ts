import { afterAll, beforeAll } from '@jest/globals';
import type { Account, Registration } from '#contracts';
import type { Broker } from '#messaging';
import { cast, publishEvent, tempDir, TestClock, TestService, type TestAnswer, type TokenClaims } from '#testing';
import { LectureModule, LectureSettings } from '../src/lecture.module.js';
import { february, syllabus } from './algorithms-101.js';
import { account, confirmed } from './lecture-bench.js';

/** The lecture service over HTTP, alone with its store and broker, at a time that the test decides. */
export class LectureOffice {
  readonly clock = new TestClock(february.toISOString());
  service: TestService;

  /** An office for the tests that are being described. */
  static forTheseTests(env: Record<string, string> = {}): LectureOffice {
    const dataDir = tempDir('lecture-office');
    const office = new LectureOffice(dataDir, env);
    beforeAll(() => office.open());
    afterAll(() => office.service.stop());
    return office;
  }

  private constructor(
    private readonly dataDir: string,
    private readonly env: Record<string, string>,
  ) {}

  /** @param env on top of its own, for this start only */
  async open(env: Record<string, string> = {}): Promise<void> {
    this.service = await TestService.start({
      name: 'lecture',
      module: (settings, wiring) => LectureModule.with(settings, wiring),
      settings: LectureSettings,
      dataDir: this.dataDir,
      env: { SUGANG_LECTURE_SWEEP_MS: '20', ...this.env, ...env },
      clock: this.clock,
    });
  }

  /** The process ends and another one starts on the same data. */
  async restart(env: Record<string, string> = {}): Promise<void> {
    await this.service.stop();
    await this.open(env);
  }

  get broker(): Broker {
    return this.service.broker;
  }

  get events() {
    return this.service.events;
  }

  get(path: string, who?: TokenClaims, headers: Record<string, string> = {}): Promise<TestAnswer> {
    return this.service.call('GET', path, { who, headers });
  }

  opens(
    who: TokenClaims,
    changes: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> {
    return this.service.call('POST', '/admin/lectures', { who, body: { ...syllabus, ...changes }, headers });
  }

  /** A lecture of Dr. Park, open. */
  async opened(changes: Record<string, unknown> = {}): Promise<{ id: string; version: number }> {
    const { status, body } = await this.opens(cast.drPark, changes);
    if (status !== 201) throw new Error(`opening answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** A change for the version that `tag` names; without one, no If-Match is sent. */
  changes(
    who: TokenClaims,
    id: string,
    patch: unknown,
    tag?: string,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> {
    const all = { ...(tag !== undefined && { 'if-match': tag }), ...headers };
    return this.service.call('PATCH', `/admin/lectures/${id}`, { who, body: patch, headers: all });
  }

  cancels(who: TokenClaims, id: string, reason: unknown = 'Dr. Park is ill.', headers = {}): Promise<TestAnswer> {
    return this.service.call('POST', `/admin/lectures/${id}/cancel`, { who, body: { reason }, headers });
  }

  announces(who: TokenClaims, id: string, message: unknown, headers: Record<string, string> = {}): Promise<TestAnswer> {
    return this.service.call('POST', `/admin/lectures/${id}/announcements`, { who, body: message, headers });
  }

  /** Publishes an account event of identity. */
  async receives(who: keyof typeof cast, changes: Partial<Account> = {}, sequence = 1): Promise<void> {
    const data = account(who, changes);
    const name = sequence === 1 ? 'account.signed-up' : 'account.changed';
    await publishEvent(this.broker, { name, subject: data.id, sequence, data });
  }

  /** Publishes a registration event: confirmed, or as `changes` state; `n` numbers the registration. */
  async enrolls(n: number, lectureId: string, changes: Partial<Registration> = {}): Promise<void> {
    const data = { ...confirmed(n), lectureId, ...changes };
    const name = data.status === 'CONFIRMED' ? 'registration.confirmed' : 'registration.canceled';
    await publishEvent(this.broker, { name, subject: data.id, sequence: data.version, data });
  }
}
