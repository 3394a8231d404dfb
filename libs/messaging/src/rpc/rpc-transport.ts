import { RmqContext, type BaseRpcContext, type ClientProxy, type CustomTransportStrategy } from '@nestjs/microservices';

/** Request and response between services, for the same controllers and clients in both modes. */
export abstract class RpcTransport {
  /** @param concurrency maximum number of requests in progress (100); the others wait in the queue */
  abstract server(queue: string, concurrency?: number): CustomTransportStrategy;
  /** For `send(pattern, request)`, which needs a timeout of the caller. Close it on shutdown. */
  abstract client(queue: string): ClientProxy;
}

/** A request whose caller waits `timeoutMs` for the reply. RabbitMQ drops it when it has been queued for that long. */
export class TimedRequest {
  constructor(
    readonly data: object,
    readonly timeoutMs: number,
  ) {}
}

/** How long the caller of a request waits, in milliseconds, counted from its arrival; undefined if it has not been sent. */
export function timeoutOf(context: BaseRpcContext): number | undefined {
  const { expiration } = (
    context instanceof RmqContext ? context.getMessage().properties : context.getArgByIndex(1)
  ) as {
    expiration?: string | number;
  };
  return expiration === undefined ? undefined : Number(expiration);
}
