import type { ConnectionUse } from '#persistence';
import type { Metrics } from './metrics.js';

/** The connections of a service's stores. */
export class ConnectionMetrics {
  private readonly stores = new Map<string, () => ConnectionUse>();

  constructor(metrics: Metrics) {
    metrics.gauge('sugang_store_connections', 'Open connections to a store', ['store', 'state'], (gauge) =>
      this.each((store, { open, used }) => {
        gauge.set({ store, state: 'used' }, used);
        gauge.set({ store, state: 'idle' }, open - used);
      }),
    );
    metrics.gauge('sugang_store_connections_max', 'Maximum number of connections to a store', ['store'], (gauge) =>
      this.each((store, { max }) => gauge.set({ store }, max)),
    );
    const waiting = 'Transactions and statements that wait for a connection to a store';
    metrics.gauge('sugang_store_connections_waiting', waiting, ['store'], (gauge) =>
      this.each((store, use) => gauge.set({ store }, use.waiting)),
    );
  }

  /** @param store a name such as `service`, for the label */
  observe(store: string, use: () => ConnectionUse): void {
    this.stores.set(store, use);
  }

  private each(record: (store: string, use: ConnectionUse) => void): void {
    for (const [store, use] of this.stores) record(store, use());
  }
}
