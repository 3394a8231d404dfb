import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Log } from '#platform';

/** One line per outage and a few on its way: the failed attempts 1, 2, 4, 8 … are logged, without a stack. */
export class ConnectionLog {
  private failed = 0;

  constructor(
    private readonly purpose: string,
    private readonly log: Log,
  ) {}

  follow(manager: AmqpConnectionManager): void {
    const { purpose, log } = this;
    manager.on('connect', () => {
      log.info('connected to RabbitMQ', { purpose, ...(this.failed > 0 && { failedAttempts: this.failed }) });
      this.failed = 0;
    });
    manager.on('disconnect', ({ err }) => log.warn('disconnected from RabbitMQ', { purpose, reason: reasonOf(err) }));
    manager.on('connectFailed', ({ err }) => this.attemptFailed(err));
    manager.on('blocked', ({ reason }) => log.warn('RabbitMQ blocks publishers', { purpose, reason }));
    manager.on('unblocked', () => log.info('RabbitMQ accepts messages again', { purpose }));
  }

  private attemptFailed(error: unknown): void {
    this.failed += 1;
    if (!isPowerOfTwo(this.failed)) return;
    this.log.warn('RabbitMQ is unreachable', {
      purpose: this.purpose,
      attempt: this.failed,
      nextLineAtAttempt: this.failed * 2,
      reason: reasonOf(error),
    });
  }
}

const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

/** The message without a stack; a refused connection to several addresses has an empty one and a code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'closed';
  const { code = error.name } = error as { code?: string };
  return error.message === '' ? code : error.message;
}
