import type { ClientProxy, CustomTransportStrategy } from '@nestjs/microservices';

/** Request and response between services, for the same controllers and clients in both modes. */
export abstract class RpcTransport {
  /** @param concurrency maximum number of requests in progress (100); the others wait in the queue */
  abstract server(queue: string, concurrency?: number): CustomTransportStrategy;
  /** For `send(pattern, request)`, which needs a timeout of the caller. Close it on shutdown. */
  abstract client(queue: string): ClientProxy;
}
