import * as jest from '@jest/globals';
import { Unroutable } from './broker.js';
import { BrokerHarness, type BrokerPlace, type Suite } from './contract/harness.contract.js';
import { deliveryContract } from './contract/delivery.contract.js';
import { durabilityContract } from './contract/durability.contract.js';
import { parkingContract } from './contract/parking.contract.js';
import { retriesContract } from './contract/retries.contract.js';

/** What the services rely on, for every broker. Each test starts with an empty broker. */
export function brokerContract(adapter: string, newPlace: () => Promise<BrokerPlace>, suite: Suite = jest): void {
  const { expect } = jest;
  const harness = new BrokerHarness(newPlace);
  suite.describe(adapter, () => {
    suite.beforeEach(() => harness.setUp());
    suite.afterEach(() => harness.takeDown());

    deliveryContract(suite, harness);
    durabilityContract(suite, harness);
    retriesContract(suite, harness);
    parkingContract(suite, harness);

    suite.describe('Broker errors', () => {
      suite.it('rejects a message when no queue is bound to its key', async () => {
        await expect(harness.publish('registration.confirmed.v1')).rejects.toThrow(Unroutable);
        await harness.consumer('payment', ['registration.expired.v1']);
        await expect(harness.publish('registration.confirmed.v1')).rejects.toThrow('no queue is bound');
        await expect(harness.publish('registration.expired.v1')).resolves.toBeDefined();
      });

      suite.it('rejects a binding with # before its end', async () => {
        await expect(harness.consumer('payment', ['#.v1'])).rejects.toThrow(TypeError);
      });

      suite.it('rejects a message after it was closed', async () => {
        await harness.consumer('payment', ['#']);
        await harness.broker.close();
        await expect(harness.publish('registration.expired.v1')).rejects.toThrow();
      });
    });
  });
}
