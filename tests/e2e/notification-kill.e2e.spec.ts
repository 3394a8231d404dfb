import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { HttpProvider } from '../../apps/notification/test/http-provider.js';
import type { FailPoint } from '../faults/preload/names.js';
import { Client, lectureBody } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';
import { rowsOf } from '../support/stores.js';

describe('a notification, while the system is killed at a fail point and restarted,', () => {
  let provider: HttpProvider;
  const systems: RunningSystem[] = [];

  beforeEach(async () => {
    provider = await HttpProvider.start();
  });
  afterEach(async () => {
    for (const system of systems.splice(0)) {
      await system.kill();
      system.forget();
    }
    await provider.stop();
  });

  const started = async (options: Parameters<typeof RunningSystem.start>[0]) => {
    // A restart takes longer than the wait for a payment is kept back for by default.
    const env = { SUGANG_SMS_URL: provider.url, SUGANG_NOTIFICATION_GRACE_MS: '120000' };
    const system = await RunningSystem.start({ ...options, env });
    systems.push(system);
    return system;
  };

  it.each<FailPoint>([
    'before-effect:notification:registration.confirmed',
    'after-effect:notification:registration.confirmed',
    'before-commit:notification.outcome',
  ])(
    'is sent to the provider once (%s)',
    async (point) => {
      const doomed = await started({ faults: { armed: [{ point, action: 'kill' }] } });
      const [mina, park] = await Promise.all(
        ['mina', 'park'].map((name) => Client.login(doomed.url, `${name}@sugang.dev`)),
      );
      const preferences = { channels: ['sms'], phone: '+821012345678' };
      expect((await mina!.request('PUT', '/mypage/notification-preferences', preferences)).status).toBe(200);
      const { body: lecture } = await park!.post('/admin/lectures', lectureBody());
      await eventually(async () => expect((await mina!.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      await Promise.allSettled([mina!.register(lecture.id)]);
      expect(await doomed.ended()).toBe('SIGKILL');

      const again = await started({ dataDir: doomed.dataDir });
      const minaAgain = await Client.login(again.url, 'mina@sugang.dev');
      await eventually(async () =>
        expect(await minaAgain.all('/mypage/notifications')).toMatchObject([{ channel: 'sms', template: 'confirmed' }]),
      );
      await eventually(() => {
        const waiting = "SELECT id FROM notification WHERE status IN ('PENDING', 'SENDING')";
        expect(rowsOf(again.dataDir, 'notification', waiting)).toEqual([]);
      });
      expect(provider.delivered).toHaveLength(1);
      // Killed between sending and recording, it sends again with the same key.
      expect(provider.requests).toBe(point === 'before-commit:notification.outcome' ? 2 : 1);
    },
    120_000,
  );
});
