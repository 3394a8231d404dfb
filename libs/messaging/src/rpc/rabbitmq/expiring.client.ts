import { ClientRMQ, RmqRecordBuilder, type ReadPacket, type WritePacket } from '@nestjs/microservices';

/**
 * A client whose requests die with their deadline: a request that carries `deadline` gets the same `expiration`, so that
 * RabbitMQ itself forgets what nobody waits for. Requests may carry a card token: they are never written to disk.
 */
export class ExpiringClient extends ClientRMQ {
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
