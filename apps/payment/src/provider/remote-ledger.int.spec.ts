import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { onEveryStore } from '#testing';
import { fee } from '../../test/cast.js';
import { RemoteLedger } from './remote-ledger.js';

onEveryStore('RemoteLedger', (newStore) => {
  const charge = { key: randomUUID(), amount: fee };

  it('keeps a final result when an earlier one arrives late', async () => {
    const ledger = await RemoteLedger.open(newStore(), new SystemClock());
    await ledger.begin(charge);
    await ledger.record(charge.key, { state: 'REFUNDED' });

    expect((await ledger.record(charge.key, { state: 'CAPTURED' })).state).toBe('REFUNDED');
    expect((await ledger.record(charge.key, { state: 'DECLINED', reason: 'LATE' })).state).toBe('REFUNDED');
    await ledger.close();
  });

  it('voids a charge that the provider has not seen, but not one that it may have seen', async () => {
    const ledger = await RemoteLedger.open(newStore(), new SystemClock());
    const seen = { key: randomUUID(), amount: fee };
    await ledger.begin(charge);
    await ledger.begin(seen);
    await ledger.attach(seen.key, 'pi_1');

    expect((await ledger.voidUnlessPrepared(charge.key)).state).toBe('VOIDED');
    expect((await ledger.attach(charge.key, 'pi_2')).reference).toBeNull();
    expect((await ledger.voidUnlessPrepared(seen.key)).state).toBe('OPEN');
    await ledger.close();
  });
});
