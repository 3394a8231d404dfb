import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { Log } from '#platform';
import { eventually } from '#testing';
import { RabbitmqConnection } from './broker/rabbitmq/rabbitmq-connection.js';
import { OutageLog, reasonOf } from './outage-log.js';

describe('OutageLog', () => {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const log = Log.open({ service: 'payment', level: 'info', destination });

  it('logs a long outage in few lines, and the first failure of the next one', () => {
    const outage = new OutageLog(log);
    for (let n = 0; n < 100; n += 1) outage.failed('the broker is away', new Error('ECONNREFUSED'));
    expect(lines.map(({ failures }) => failures)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(outage.ended()).toBe(100);
    outage.failed('the broker is away', new Error('ECONNREFUSED'));
    expect(lines.at(-1)).toMatchObject({ failures: 1, reason: 'ECONNREFUSED', service: 'payment' });
  });

  it('names the cause of an error without a message', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    expect(reasonOf(new Error('not confirmed', { cause: refused }))).toBe('not confirmed: ECONNREFUSED');
  });

  it('is used for a RabbitMQ that cannot be reached: no stack, and no line per attempt', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => probe.once('listening', listening));
    const { port } = probe.address() as AddressInfo;
    await new Promise((closed) => probe.close(closed));
    lines.length = 0;
    const connection = new RabbitmqConnection(`amqp://127.0.0.1:${port}`, 'publish', log);
    let attempts = 0;
    connection.manager.on('connectFailed', () => (attempts += 1));
    await eventually(() => expect(attempts).toBeGreaterThanOrEqual(3), { within: 10_000 });
    await connection.close();
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('stack');
    expect(lines[0]).toMatchObject({ msg: 'RabbitMQ is unreachable', purpose: 'publish' });
  }, 15_000);
});
