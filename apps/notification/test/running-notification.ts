import { afterAll, beforeAll, expect } from '@jest/globals';
import { routingKeyOf, writeEvent, type EventEnvelope, type NewEvent, type Notification } from '#contracts';
import { cast, envelopeOf, eventually, tempDir, TestClock, TestService, type TestAnswer } from '#testing';
import { NotificationModule, notificationSettings } from '../src/notification.module.js';
import { account, algorithms, monday } from './states.js';

/** The notification service over HTTP, alone with its store and broker, at a time that the test decides. */
export class NotificationOffice {
  readonly clock = new TestClock(monday.toISOString());
  service: TestService;
  private published = 0;

  /** An office for the tests that are being described; `env` may be a function where it is known only when they begin. */
  static forTheseTests(env: Record<string, string> | (() => Record<string, string>) = {}): NotificationOffice {
    const office = new NotificationOffice(tempDir('notification-office'), () =>
      env instanceof Function ? env() : env,
    );
    beforeAll(() => office.open());
    afterAll(() => office.service.stop());
    return office;
  }

  private constructor(
    private readonly dataDir: string,
    private readonly env: () => Record<string, string>,
  ) {}

  async open(): Promise<void> {
    this.published = 0;
    this.service = await TestService.start({
      name: 'notification',
      module: (settings, wiring) => NotificationModule.with(settings, wiring),
      settings: notificationSettings,
      dataDir: this.dataDir,
      env: { SUGANG_NOTIFICATION_SWEEP_MS: '20', LOG_LEVEL: 'fatal', ...this.env() },
      clock: this.clock,
    });
  }

  /** The process ends and another one starts on the same data. */
  async restart(): Promise<void> {
    await this.service.stop();
    await this.open();
  }

  /** Identity and lecture tell what a message needs: Mina, Joon and Algorithms 101. */
  async knowsThePeople(): Promise<void> {
    await this.hears({ name: 'account.signed-up', subject: cast.mina.sub, sequence: 1, data: account('mina') });
    const joon = account('joon', { locale: 'en' });
    await this.hears({ name: 'account.signed-up', subject: joon.id, sequence: 1, data: joon });
    await this.hears({ name: 'lecture.opened', subject: algorithms.id, sequence: 1, data: algorithms });
  }

  hears(event: NewEvent): Promise<EventEnvelope> {
    return this.delivers(envelopeOf(event));
  }

  async delivers(envelope: EventEnvelope): Promise<EventEnvelope> {
    const { id, name } = envelope;
    this.published += 1;
    await this.service.broker.publish({ id, routingKey: routingKeyOf(name), body: writeEvent(envelope) });
    return envelope;
  }

  call(method: string, path: string, body?: unknown, who: keyof typeof cast | null = 'mina'): Promise<TestAnswer> {
    return this.service.call(method, path, { ...(who && { who: cast[who] }), body });
  }

  async told(who: 'mina' | 'joon' = 'mina'): Promise<Notification[]> {
    const { status, body } = await this.call('GET', '/mypage/notifications?limit=100', undefined, who);
    expect(status).toBe(200);
    return body.items as Notification[];
  }

  /** What the student was told, newest first, as `template` or `template by channel` where it is not the log. */
  async templates(who: 'mina' | 'joon' = 'mina'): Promise<string[]> {
    return (await this.told(who)).map(({ channel, template }) =>
      channel === 'log' ? template : `${template} by ${channel}`,
    );
  }

  async eventuallyTold(expected: string[], who: 'mina' | 'joon' = 'mina'): Promise<void> {
    await eventually(async () => expect((await this.templates(who)).toSorted()).toEqual(expected.toSorted()));
  }

  /** Every event that this test has published is consumed, by whatever result. */
  async hasHeardEverything(): Promise<void> {
    await eventually(async () => expect(await this.figure('sugang_events_consumed_total')).toBe(this.published));
  }

  /** A figure of `/metrics`, summed over its labels. */
  async figure(name: string): Promise<number> {
    const text = await this.service.service.metrics.text();
    const lines = text.split('\n').filter((each) => each.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }
}
