import { afterEach, describe, expect, it } from '@jest/globals';
import { Collector, eventually } from '#testing';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

const LOST = 'failed to export spans; they are lost';

describe('the embedded mode with an unreachable trace collector', () => {
  let collector: Collector;
  let system: RunningSystem;
  afterEach(async () => {
    await system.kill();
    await collector.stop();
    system.forget();
  });

  const start = async (behavior: Collector['behavior'], endpoint = (url: string) => url) => {
    collector = await Collector.start(behavior);
    system = await RunningSystem.start({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint(collector.url) } });
  };
  const register = async (n: number) => {
    const mina = await Client.login(system.url, 'mina@sugang.dev');
    const lectures = (await mina.registrable()).filter(({ fee }) => fee.amount > 0);
    expect((await mina.register(lectures[n].id)).status).toBe(201);
  };
  const complaints = () => system.printed.split(LOST).length - 1;

  it('keeps working, logs the outage once per service, and exports again when the collector returns', async () => {
    await start('refuses');
    await register(0);
    await eventually(() => expect(complaints()).toBeGreaterThan(0));
    collector.behavior = 'takes';
    await register(1);
    await eventually(() => expect(collector.spans.map(({ name }) => name)).toContain('call payment'));
    expect(complaints()).toBeLessThanOrEqual(6);
  });

  it.each([
    ['says nothing', (url: string) => url],
    ['is not there', () => 'http://127.0.0.1:9'],
  ])('%s works all the same, and ends in good time', async (_what, endpoint) => {
    await start('says nothing', endpoint);
    await register(0);
    const began = performance.now();
    expect(await system.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
