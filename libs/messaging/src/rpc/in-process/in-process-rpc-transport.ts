import type { ClientProxy, CustomTransportStrategy } from '@nestjs/microservices';
import { RpcTransport } from '../rpc-transport.js';
import { InProcessRpcClient } from './in-process-rpc-client.js';
import { InProcessRpcServer } from './in-process-rpc-server.js';
import { RpcExchange } from './rpc-exchange.js';

/** Request and response between the services of one process. */
export class InProcessRpcTransport extends RpcTransport {
  private readonly exchange = new RpcExchange();

  server(queue: string): CustomTransportStrategy {
    return new InProcessRpcServer(this.exchange, queue);
  }

  client(queue: string): ClientProxy {
    return new InProcessRpcClient(this.exchange, queue);
  }
}
