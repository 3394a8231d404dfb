import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';
import { publishedEvents } from '../support/stores.js';

describe('a correlation id given by the client', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start();
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  it('is carried by every event from the request to the refund', async () => {
    const mina = await Client.login(system.url, 'mina@sugang.dev');
    const [lecture] = await mina.all('/lectures?q=algorithms');
    const header = { 'X-Correlation-Id': 'from-request-to-refund' };
    const registered = await mina.register(lecture.id, 'tok_ok', 'k', header);
    expect(registered.headers.get('x-correlation-id')).toBe('from-request-to-refund');
    await mina.cancel(registered.body.id, header);
    await eventually(() => {
      const names = publishedEvents(system.dataDir)
        .filter((event) => event.correlationid === 'from-request-to-refund')
        .map((event) => event.type.replace(/^sugang\.|\.v1$/g, ''));
      expect([...new Set(names)].sort()).toEqual(
        [
          'payment.canceled',
          'payment.completed',
          'registration.canceled',
          'registration.confirmed',
          'registration.requested',
        ].sort(),
      );
    });
  });
});
