import { afterAll, beforeAll, expect } from '@jest/globals';
import { routingKeyOf, writeEvent, type EventEnvelope, type NewEvent, type Notification } from '#contracts';
import { cast, envelopeOf, eventually, tempDir, TestClock, TestService, type TestAnswer } from '#testing';
import { NotificationModule, NotificationSettings } from '../src/notification.module.js';
import { account, algorithms, monday } from './states.js';

/** The notification service over HTTP with its own store and broker, and a clock that the test controls. */
export class RunningNotification {
  readonly clock = new TestClock(monday.toISOString());
  service: TestService;
  private published = 0;

  /** Starts and stops the service around the tests of the surrounding `describe`; `env` may be a function of what starts before it. */
  static forTheseTests(env: Record<string, string> | (() => Record<string, string>) = {}): RunningNotification {
    const notification = new RunningNotification(tempDir('notification'), () =>
      env instanceof Function ? env() : env,
    );
    beforeAll(() => notification.open());
    afterAll(() => notification.service.stop());
    return notification;
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
      settings: NotificationSettings,
      dataDir: this.dataDir,
      env: { SUGANG_NOTIFICATION_SWEEP_MS: '20', LOG_LEVEL: 'fatal', ...this.env() },
      clock: this.clock,
    });
  }

  async restart(): Promise<void> {
    await this.service.stop();
    await this.open();
  }

  /** Publishes what every message needs: the accounts of Mina and Joon, and Algorithms 101. */
  async publishPeopleAndLecture(): Promise<void> {
    await this.publish({ name: 'account.signed-up', subject: cast.mina.sub, sequence: 1, data: account('mina') });
    const joon = account('joon', { locale: 'en' });
    await this.publish({ name: 'account.signed-up', subject: joon.id, sequence: 1, data: joon });
    await this.publish({ name: 'lecture.opened', subject: algorithms.id, sequence: 1, data: algorithms });
  }

  publish(event: NewEvent): Promise<EventEnvelope> {
    return this.publishEnvelope(envelopeOf(event));
  }

  async publishEnvelope(envelope: EventEnvelope): Promise<EventEnvelope> {
    const { id, name } = envelope;
    this.published += 1;
    await this.service.broker.publish({ id, routingKey: routingKeyOf(name), body: writeEvent(envelope) });
    return envelope;
  }

  call(method: string, path: string, body?: unknown, who: keyof typeof cast | null = 'mina'): Promise<TestAnswer> {
    return this.service.call(method, path, { ...(who && { who: cast[who] }), body });
  }

  async messages(who: 'mina' | 'joon' = 'mina'): Promise<Notification[]> {
    const { status, body } = await this.call('GET', '/mypage/notifications?limit=100', undefined, who);
    expect(status).toBe(200);
    return body.items as Notification[];
  }

  /** The templates of the student's messages, newest first, as `template`, or `template by channel` except for the log. */
  async templates(who: 'mina' | 'joon' = 'mina'): Promise<string[]> {
    return (await this.messages(who)).map(({ channel, template }) =>
      channel === 'log' ? template : `${template} by ${channel}`,
    );
  }

  async eventuallyReceived(expected: string[], who: 'mina' | 'joon' = 'mina'): Promise<void> {
    await eventually(async () => expect((await this.templates(who)).toSorted()).toEqual(expected.toSorted()));
  }

  /** Resolves when every published event has been consumed, whatever the result. */
  async hasConsumedEverything(): Promise<void> {
    await eventually(async () => expect(await this.metric('sugang_events_consumed_total')).toBe(this.published));
  }

  /** A metric, summed over its labels. */
  async metric(name: string): Promise<number> {
    const text = await this.service.service.metrics.text();
    const lines = text.split('\n').filter((each) => each.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }
}
