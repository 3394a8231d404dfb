import type { ClientProxy, CustomTransportStrategy } from '@nestjs/microservices';
import { RpcTransport } from '../rpc-transport.js';
import { Exchange } from './exchange.js';
import { InProcessClient } from './in-process.client.js';
import { InProcessServer } from './in-process.server.js';

/** Request and answer between the services of one process. */
export class InProcessRpcTransport extends RpcTransport {
  private readonly exchange = new Exchange();

  server(queue: string): CustomTransportStrategy {
    return new InProcessServer(this.exchange, queue);
  }

  client(queue: string): ClientProxy {
    return new InProcessClient(this.exchange, queue);
  }
}
