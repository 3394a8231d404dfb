import type { ClientProxy, CustomTransportStrategy } from '@nestjs/microservices';
import { Log } from '#platform';
import { rabbitAddress, type RabbitAddress } from '../../broker/rabbitmq/address.js';
import { RpcTransport } from '../rpc-transport.js';
import { AckingServer } from './acking.server.js';
import { ExpiringClient } from './expiring.client.js';

const socketOptions = {
  heartbeatIntervalInSeconds: 5,
  reconnectTimeInSeconds: 1,
  // Without noDelay on both ends a call takes 40 ms longer.
  connectionOptions: { noDelay: true, timeout: 5_000 },
};

/** Request and answer over RabbitMQ. */
export class RabbitmqRpcTransport extends RpcTransport {
  private readonly address: RabbitAddress;

  constructor(
    address: string,
    private readonly log: Log = Log.silent(),
  ) {
    super();
    this.address = rabbitAddress(address);
  }

  /** What waits in the queue longer than its deadline is forgotten by RabbitMQ. */
  server(queue: string, atATime = 100): CustomTransportStrategy {
    return new AckingServer(
      { ...this.shared(queue), noAck: false, queueOptions: { durable: true } },
      atATime,
      this.log.for('rpc'),
    );
  }

  client(queue: string): ClientProxy {
    const client = new ExpiringClient({ ...this.shared(queue), queueOptions: { durable: true } }, this.log.for('rpc'));
    // Connected before the first call, so that the first student does not pay for it with the call's timeout.
    client.connect().catch((error: unknown) => this.log.warn('the payment queue cannot be reached yet', { error }));
    // The events and status of a transport's own client are nothing that a caller may depend on.
    return client as unknown as ClientProxy;
  }

  private shared(queue: string) {
    return { urls: [this.address.url], queue: this.address.names.rpc(queue), persistent: false, socketOptions };
  }
}
