import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

describeWith('rabbitmq', 'two replicas of lecture behind a gateway that knows both', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    let reading: { statuses: number[]; stop: () => Promise<void> };

    beforeAll(async () => {
      system = await DistributedSystem.start({
        replicas: { lecture: 2 },
        without: ['payment', 'registration', 'mypage'],
        env: { SUGANG_UPSTREAM_PROBE_MS: '300', SUGANG_DRAIN_WAIT_MS: '2000' },
        upstream: async (_service, replicas) => replicas.map(({ url }) => url).join(','),
      });
      const park = await Client.login(system.url, 'park@sugang.dev');
      const { body } = await park.post('/admin/lectures', lectureBody());
      reading = readAgainAndAgain(`/lectures/${body.id}`);
    }, 240_000);
    afterAll(async () => {
      await reading?.stop();
      await system?.stop();
    }, 60_000);

    /** Three people who read a lecture all the time. */
    function readAgainAndAgain(path: string) {
      const statuses: number[] = [];
      let on = true;
      const reader = async () => {
        while (on) statuses.push((await new Client(system.url).get(path)).status);
      };
      const readers = Promise.all([reader(), reader(), reader()]);
      return { statuses, stop: async () => void ((on = false), await readers) };
    }

    const asked = async (replica: number) => {
      const text = await (await fetch(`${system.service('lecture', replica).managementUrl}/metrics`)).text();
      const counts = text.matchAll(/^http_request_duration_seconds_count\{[^}]*lectures[^}]*} (\d+)$/gm);
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const getsMore = async (replica: number) => {
      const before = await asked(replica);
      await eventually(async () => expect(await asked(replica)).toBeGreaterThan(before + 10), { within: 20_000 });
    };
    const none = () => expect(reading.statuses.filter((status) => status !== 200)).toEqual([]);

    it('both serve requests', async () => {
      await getsMore(0);
      await getsMore(1);
      none();
    }, 60_000);

    it('lose no read request when one is killed and restarted', async () => {
      await system.service('lecture', 0).kill();
      await getsMore(1);
      await system.service('lecture', 0).start();
      await getsMore(0);
      none();
    }, 120_000);

    it('lose no request when one is stopped gracefully, as in a rollout', async () => {
      await system.service('lecture', 1).stop();
      await getsMore(0);
      await system.service('lecture', 1).start();
      await getsMore(1);
      none();
    }, 120_000);

    it('lose requests when only one exists (negative control)', async () => {
      await Promise.all([0, 1].map((replica) => system.service('lecture', replica).kill()));
      await eventually(() => expect(reading.statuses).toContain(503));
    }, 60_000);
  }),
);
