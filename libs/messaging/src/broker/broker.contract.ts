import * as jest from '@jest/globals';
import { Unroutable } from './broker.js';
import { Bench, type BrokerPlace, type Suite } from './contract/bench.contract.js';
import { delivers } from './contract/delivers.contract.js';
import { keeps } from './contract/keeps.contract.js';
import { parks } from './contract/parks.contract.js';
import { retries } from './contract/retries.contract.js';

/** What Sugang relies on, whichever broker carries its messages. Each test gets a new, empty place. */
export function brokerContract(adapter: string, newPlace: () => Promise<BrokerPlace>, suite: Suite = jest): void {
  const { expect } = jest;
  const bench = new Bench(newPlace);
  suite.describe(`${adapter} as a broker`, () => {
    suite.beforeEach(() => bench.setUp());
    suite.afterEach(() => bench.takeDown());

    delivers(suite, bench);
    keeps(suite, bench);
    retries(suite, bench);
    parks(suite, bench);

    suite.describe('refuses', () => {
      suite.it('a message that no queue is bound to', async () => {
        await expect(bench.publish('registration.confirmed.v1')).rejects.toThrow(Unroutable);
        await bench.consumer('payment', ['registration.expired.v1']);
        await expect(bench.publish('registration.confirmed.v1')).rejects.toThrow('no queue is bound');
        await expect(bench.publish('registration.expired.v1')).resolves.toBeDefined();
      });

      suite.it('a binding whose # is not at the end', async () => {
        await expect(bench.consumer('payment', ['#.v1'])).rejects.toThrow(TypeError);
      });

      suite.it('to take a message once it is closed', async () => {
        await bench.consumer('payment', ['#']);
        await bench.broker.close();
        await expect(bench.publish('registration.expired.v1')).rejects.toThrow();
      });
    });
  });
}
