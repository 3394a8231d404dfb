import { describe, expect, it } from '@jest/globals';
import { brokerSettings, coreSettings, loadSettings } from '#platform';
import { tempDir } from '#testing';
import { z } from 'zod';
import { openBroker } from './broker/open-broker.js';
import { Unroutable } from './broker/broker.js';
import { openWiring } from './wiring.js';

describe('openWiring', () => {
  const dataDir = tempDir();
  const settings = loadSettings(z.object({ ...coreSettings, ...brokerSettings }), {
    SUGANG_DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });

  it('connects services within one process by default', async () => {
    const wiring = await openWiring(settings);
    await expect(wiring.broker.publish({ id: 'a', routingKey: 'no.consumer.v1', body: '' })).rejects.toThrow(
      Unroutable,
    );
    expect(wiring.rpc.client('sugang.payment.rpc')).toBeDefined();
    await wiring.close();
    await expect(wiring.broker.hasQueue('lecture')).rejects.toThrow('closed');
  });

  it('rejects an unknown broker protocol', async () => {
    await expect(openBroker('carrier-pigeon://loft', dataDir)).rejects.toThrow(/carrier-pigeon.*in-process: or amqp/);
  });
});
