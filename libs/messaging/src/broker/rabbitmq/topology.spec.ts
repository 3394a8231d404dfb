import { describe, expect, it } from '@jest/globals';
import { Names } from './names.js';
import { queueNames, Topology, versions } from './topology.js';

describe('Topology', () => {
  // After a change of arguments: add the version that you replace here to EARLIER in topology.ts, or its messages are lost.
  it('has the recorded versions', () => {
    expect(versions).toEqual({ queue: '.v32ecd7', retry: '.vb6dd1f', parked: '', known: '' });
  });

  it('dead-letters at least once from every queue to one that it declares', () => {
    const topology = new Topology(new Names('blue'));
    const declared = topology.all('payment');
    const deadLettering = declared.filter((each) => 'x-dead-letter-routing-key' in each.arguments);
    expect(deadLettering).toHaveLength(5);
    for (const { arguments: given } of deadLettering) {
      expect(given).toMatchObject({ 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' });
      expect(declared.map(({ name }) => name)).toContain(given['x-dead-letter-routing-key']);
    }
  });

  it('names the queues of the first release as earlier ones, its consumer queue last', () => {
    const earlier = new Topology(new Names('blue')).earlier('payment');
    expect(earlier.map(({ name }) => name)).toEqual([
      'blue.payment.retry.200',
      'blue.payment.retry.800',
      'blue.payment.retry.3200',
      'blue.payment.retry.12800',
      'blue.payment',
    ]);
    expect(earlier.at(-1)).toMatchObject({ movesTo: queueNames('payment', 'blue').queue, isBound: true });
  });
});
