import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { ClientProxy } from '@nestjs/microservices';

/** Carries requests and answers between services; the same controllers and clients whatever carries them. */
export abstract class RpcTransport {
  /**
   * For `app.connectMicroservice({ strategy })`: answers what is asked of `queue`.
   * @param atATime how many requests it works on at a time (100), where the others wait in a queue
   */
  abstract server(queue: string, atATime?: number): CustomTransportStrategy;
  /** For `send(pattern, request)`: always with a timeout of the caller's own; close it on shutdown. */
  abstract client(queue: string): ClientProxy;
}
