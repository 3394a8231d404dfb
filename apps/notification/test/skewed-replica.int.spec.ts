import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { SystemClock } from '#platform';
import { cast, envelopeOf, eventually, minutes, onEveryStore, TestService } from '#testing';
import { routingKeyOf, writeEvent, type NewEvent } from '#contracts';
import { NotificationModule, NotificationSettings } from '../src/notification.module.js';
import { SendDueNotifications, SendDueNotificationsHandler } from '../src/use-cases/send-due-notifications.js';
import { HttpProvider } from './http-provider.js';
import { account, algorithms, confirmed } from './states.js';

onEveryStore('a replica of notification whose clock differs from its store', (newStore) => {
  const { url, dataDir } = newStore();
  let provider: HttpProvider;
  let replica: TestService;

  beforeAll(async () => {
    provider = await HttpProvider.start();
    replica = await TestService.start({
      name: 'notification',
      module: (settings, wiring) => NotificationModule.with(settings, wiring),
      settings: NotificationSettings,
      dataDir,
      env: { DATABASE_URL: url, SUGANG_SMS_URL: provider.url, SUGANG_NOTIFICATION_SWEEP_MS: '60000' },
    });
  });
  afterAll(async () => {
    await provider.stop();
    await replica.stop();
  });
  afterEach(() => void jest.restoreAllMocks());

  const skew = (ms: number) =>
    jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(Date.now() + ms));
  const send = () => replica.service.app.get(CommandBus, { strict: false }).execute(new SendDueNotifications('sms'));
  const publish = async (event: NewEvent) => {
    const envelope = envelopeOf(event);
    await replica.broker.publish({ id: envelope.id, routingKey: routingKeyOf(event.name), body: writeEvent(envelope) });
  };

  it('sends no message that another one has claimed, although it is five minutes ahead', async () => {
    provider.behavior = 'hang';
    const wanted = { channels: ['sms'], phone: '+821012345678' };
    const chosen = await replica.call('PUT', '/mypage/notification-preferences', { who: cast.mina, body: wanted });
    expect(chosen.status).toBe(200);
    await publish({ name: 'account.signed-up', subject: cast.mina.sub, sequence: 1, data: account('mina') });
    await publish({ name: 'lecture.opened', subject: algorithms.id, sequence: 1, data: algorithms });
    await publish({ name: 'registration.confirmed', subject: confirmed().id, sequence: 2, data: confirmed() });
    await eventually(async () => {
      await send();
      expect(provider.requests).toBe(1);
    });
    skew(minutes(5));
    // Another replica does not know which attempts are running here.
    Reflect.set(replica.service.app.get(SendDueNotificationsHandler, { strict: false }), 'states', new Map());
    await send();
    expect(provider.requests).toBe(1);
  });
});
