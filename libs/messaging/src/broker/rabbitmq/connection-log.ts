import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Log } from '#platform';
import { OutageLog, reasonOf } from '../../outage-log.js';

/** One line per change of a connection; an outage logs fewer lines the longer it lasts. */
export class ConnectionLog {
  private readonly outage: OutageLog;

  constructor(
    private readonly purpose: string,
    private readonly log: Log,
  ) {
    this.outage = new OutageLog(log);
  }

  follow(manager: AmqpConnectionManager): void {
    const { purpose, log } = this;
    manager.on('connect', () => {
      log.info('connected to RabbitMQ', { purpose, failedAttempts: this.outage.ended() });
    });
    manager.on('disconnect', ({ err }) => log.warn('disconnected from RabbitMQ', { purpose, reason: reasonOf(err) }));
    manager.on('connectFailed', ({ err }) => this.outage.failed('RabbitMQ is unreachable', err, { purpose }));
    manager.on('blocked', ({ reason }) => log.warn('RabbitMQ blocks publishers', { purpose, reason }));
    manager.on('unblocked', () => log.info('RabbitMQ accepts messages again', { purpose }));
  }
}
