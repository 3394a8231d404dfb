import type { Broker } from '../src/broker/broker.js';

/** The broker with some methods replaced. */
export const withMethods = (broker: Broker, methods: Partial<Broker>): Broker =>
  new Proxy(broker, {
    get: (target, name) => {
      const from = name in methods ? methods : target;
      const value: unknown = Reflect.get(from, name);
      return typeof value === 'function' ? value.bind(from) : value;
    },
  });
