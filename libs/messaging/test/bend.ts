import type { Broker } from '../src/broker/broker.js';

/** A broker with some of its methods replaced; the others are those of the real one. */
export const bend = (broker: Broker, methods: Partial<Broker>): Broker =>
  new Proxy(broker, {
    get: (target, name) => {
      const from = name in methods ? methods : target;
      const value: unknown = Reflect.get(from, name);
      return typeof value === 'function' ? value.bind(from) : value;
    },
  });
