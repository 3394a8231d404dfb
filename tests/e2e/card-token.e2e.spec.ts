import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('a card token', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start({ env: { LOG_LEVEL: 'trace' } });
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  it("never appears in a store, queue, idempotency record or log, whatever the payment's outcome", async () => {
    const mina = await Client.login(system.url, 'mina@sugang.dev');
    const [algorithms, another, third] = (await mina.registrable()).filter(({ fee }) => fee.amount > 0);
    const paid = await mina.register(algorithms.id, 'tok_card_of_mina_4929');
    const declined = await mina.register(another.id, 'mina_declined_card_4930');
    expect([paid.status, declined.status]).toEqual([201, 402]);
    const failing = await mina.register(third.id, 'tok_error');
    expect(failing.status).toBe(202);
    const again = await mina.pay(failing.body.id, 'tok_card_of_mina_4931');
    expect(again.status).toBe(200);
    await mina.cancel(paid.body.id);
    await eventually(async () =>
      expect((await mina.all(`/payments?registrationId=${paid.body.id}`))[0].status).toBe('CANCELED'),
    );

    expect(traces('tok_card_of_mina')).toEqual([]);
    expect(traces('mina_declined_card')).toEqual([]);
    // The search does find what is there.
    expect(traces(paid.body.id)).toEqual(expect.arrayContaining([expect.stringMatching(/^registration\.sqlite/)]));
    expect(system.printed).toContain(failing.headers.get('x-correlation-id'));
  });

  /** Names of the files, and of the log, that hold this text. */
  function traces(text: string): string[] {
    const files = readdirSync(system.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return [
      ...files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(text)).map(({ name }) => name),
      ...(system.printed.includes(text) ? ['the log'] : []),
    ];
  }
});
