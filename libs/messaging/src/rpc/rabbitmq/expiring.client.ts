import type { ChannelWrapper } from 'amqp-connection-manager';
import { ClientRMQ, RmqRecordBuilder, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Log } from '#platform';

/**
 * A client whose requests die with their deadline: a request that carries `deadline` gets the same `expiration`, so that
 * RabbitMQ itself forgets what nobody waits for. Requests may carry a card token: they are never written to disk.
 */
export class ExpiringClient extends ClientRMQ {
  constructor(
    options: NonNullable<ConstructorParameters<typeof ClientRMQ>[0]>,
    private readonly log: Log,
  ) {
    super(options);
  }

  /** A connection lost while the channel is made is an error event, which Nest does not listen to; it is made again. */
  override createChannel(): Promise<void> {
    const made = super.createChannel();
    (this.channel as ChannelWrapper).on('error', (error: unknown) =>
      this.log.warn('requests cannot be sent at present', { error }),
    );
    return made;
  }

  protected override publish(message: ReadPacket, callback: (packet: WritePacket) => unknown): () => void {
    const left = millisecondsLeft(message.data);
    const options = { persistent: false, ...(left !== undefined && { expiration: String(left) }) };
    const data = new RmqRecordBuilder(message.data).setOptions(options).build();
    return super.publish({ ...message, data }, callback);
  }
}

function millisecondsLeft(request: unknown): number | undefined {
  const deadline = (request as { deadline?: unknown } | null)?.deadline;
  if (typeof deadline !== 'string') return undefined;
  const at = Date.parse(deadline);
  return Number.isNaN(at) ? undefined : Math.max(1, at - Date.now());
}
