import type { ClientProxy, CustomTransportStrategy } from '@nestjs/microservices';
import { Log } from '#platform';
import { rabbitmqAddress, type RabbitmqAddress } from '../../broker/rabbitmq/names.js';
import { reasonOf } from '../../outage-log.js';
import { RpcTransport } from '../rpc-transport.js';
import { RabbitmqRpcClient } from './rabbitmq-rpc-client.js';
import { RabbitmqRpcServer } from './rabbitmq-rpc-server.js';

export class RabbitmqRpcTransport extends RpcTransport {
  private readonly address: RabbitmqAddress;
  private readonly log: Log;

  constructor(address: string, log: Log = Log.silent()) {
    super();
    this.address = rabbitmqAddress(address);
    this.log = log.for('rpc');
  }

  server(queue: string, concurrency = 100): CustomTransportStrategy {
    return new RabbitmqRpcServer(this.address.url, this.address.names.rpc(queue), concurrency, this.log);
  }

  client(queue: string): ClientProxy {
    const client = new RabbitmqRpcClient(this.address.url, this.address.names.rpc(queue), this.log);
    // Connected before the first call, so that the first student does not pay for it with the call's timeout.
    client
      .connect()
      .catch((error: unknown) => this.log.warn('the RPC queue is unreachable', { queue, reason: reasonOf(error) }));
    return client;
  }
}
