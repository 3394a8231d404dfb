import { afterEach, beforeEach } from '@jest/globals';
import type { NotificationChannel, Registration } from '#contracts';
import { Log, Metrics, Shutdown, type JobResult } from '#platform';
import { minutes } from '#testing';
import { HttpSmsChannel } from '../src/channels/phone-channels.js';
import { SmtpEmailChannel } from '../src/channels/smtp-email-channel.js';
import { DerivedWebhookSecrets, WebhookChannel } from '../src/channels/webhook-channel.js';
import { registrationNotification } from '../src/domain/registration-notification.js';
import { NotificationMetrics } from '../src/metrics.js';
import { Channels } from '../src/ports/channel.js';
import { SendDueNotifications, SendDueNotificationsHandler } from '../src/use-cases/send-due-notifications.js';
import { CrashingDueNotifications } from './crashing-due-notifications.js';
import { HttpProvider } from './http-provider.js';
import { minaId, type NotificationStoreFixture } from './notification-store-fixture.js';
import { SmtpStandIn } from './smtp-stand-in.js';
import { confirmed, monday } from './states.js';

/** The sender of one replica with its providers. Mina has a confirmed registration and has chosen text messages. */
export class SendingFixture {
  sms: HttpProvider;
  smtp: SmtpStandIn;
  hooks: HttpProvider;
  /** A webhook server that never responds. */
  unresponsive: HttpProvider;
  due: CrashingDueNotifications;
  metrics: Metrics;
  handler: SendDueNotificationsHandler;
  private channels: Channels;

  static on(store: NotificationStoreFixture): SendingFixture {
    const fixture = new SendingFixture(store);
    beforeEach(() => fixture.open());
    afterEach(() => fixture.close());
    return fixture;
  }

  private constructor(private readonly store: NotificationStoreFixture) {}

  /** A sender that waits for all of its attempts. */
  restart(settings = this.store.settings): void {
    const { due, channels, metrics, store } = this;
    const log = Log.silent();
    const counters = new NotificationMetrics(metrics, due, store.clock);
    const shutdown = new Shutdown(log);
    this.handler = new SendDueNotificationsHandler(due, channels, settings, store.clock, counters, shutdown, log);
    this.handler.random = () => 1;
    this.handler.batchWaitMs = minutes(1);
  }

  readonly choose = (...wanted: NotificationChannel[]): Promise<void> =>
    this.store.preferences.save(minaId, { channels: wanted, phone: '+821012345678', webhookUrl: null });

  readonly add = (registration: Registration = confirmed()): Promise<void> =>
    this.store.notifications.add([
      registrationNotification('registration.confirmed', registration, registration.version, undefined, monday, 0)!,
    ]);

  readonly run = (channel: NotificationChannel = 'sms'): Promise<JobResult> =>
    this.handler.execute(new SendDueNotifications(channel));

  async metric(name: string, labels = ''): Promise<string> {
    const lines = (await this.metrics.text()).split('\n');
    const found = lines.find((line) => line.startsWith(`${name}{`) && line.includes(labels));
    return found?.split(' ').at(-1) ?? '0';
  }

  private async open(): Promise<void> {
    this.sms = await HttpProvider.start();
    this.smtp = await SmtpStandIn.start();
    this.hooks = await HttpProvider.start('webhook-id');
    this.unresponsive = await HttpProvider.start('webhook-id');
    this.unresponsive.behavior = 'hang';
    this.channels = new Channels([
      new WebhookChannel(new DerivedWebhookSecrets(''), this.store.clock, { timeoutMs: 5_000, allowPrivate: true }),
      new HttpSmsChannel({ url: this.sms.url, token: undefined, from: '02', timeoutMs: 1_000 }),
      new SmtpEmailChannel({ url: this.smtp.url, from: 'no-reply@sugang.dev', timeoutMs: 1_000 }),
    ]);
    this.due = new CrashingDueNotifications(this.store.due);
    this.metrics = new Metrics('notification');
    this.restart();
    await this.store.saveCopies();
    await this.store.saveRegistration(confirmed());
    await this.choose('sms');
  }

  private async close(): Promise<void> {
    this.unresponsive.hangUp();
    await this.handler.untilIdle();
    await this.channels.close();
    await Promise.all([this.sms, this.smtp, this.hooks, this.unresponsive].map((each) => each.stop()));
  }
}
