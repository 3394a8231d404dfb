import {
  BaseRpcContext,
  ClientProxy,
  Server,
  type CustomTransportStrategy,
  type ReadPacket,
  type WritePacket,
} from '@nestjs/microservices';
import { AsyncResource } from 'node:async_hooks';
import { RpcTransport, TimedRequest } from '../rpc-transport.js';

export class InProcessRpcTransport extends RpcTransport {
  private readonly exchange = new RpcExchange();

  server(queue: string): CustomTransportStrategy {
    return new InProcessRpcServer(this.exchange, queue);
  }

  client(queue: string): ClientProxy {
    return new InProcessRpcClient(this.exchange, queue);
  }
}

/** Nest client for a server of the same process. After the caller has given up, the request still completes. */
class InProcessRpcClient extends ClientProxy {
  constructor(
    private readonly exchange: RpcExchange,
    private readonly queue: string,
  ) {
    super();
  }

  async connect(): Promise<void> {}

  async close(): Promise<void> {}

  unwrap<T>(): T {
    return this.exchange as T;
  }

  protected publish({ pattern, data }: ReadPacket<unknown>, callback: (packet: WritePacket) => void): () => void {
    let waiting = true;
    const { data: request, timeoutMs } = data instanceof TimedRequest ? data : { data, timeoutMs: undefined };
    this.exchange.send(this.queue, this.normalizePattern(pattern as string), { data: request, timeoutMs }, (reply) => {
      if (waiting) callback(reply);
    });
    return () => {
      waiting = false;
    };
  }

  protected async dispatchEvent(): Promise<never> {
    throw new Error('events are published through the outbox, not through RPC');
  }
}

class InProcessRpcServer extends Server implements CustomTransportStrategy {
  private readonly inProgress = new Set<Promise<void>>();

  constructor(
    private readonly exchange: RpcExchange,
    private readonly queue: string,
  ) {
    super();
  }

  listen(callback: () => void): void {
    this.exchange.listen(this.queue, (pattern, request, reply) => this.track(this.dispatch(pattern, request, reply)));
    callback();
  }

  async close(): Promise<void> {
    this.exchange.leave(this.queue);
    await Promise.allSettled(this.inProgress);
  }

  on(): never {
    throw new Error('an in-process server has no connection events');
  }

  unwrap<T>(): T {
    return this.exchange as T;
  }

  private async dispatch(
    pattern: string,
    { data, timeoutMs }: RpcRequest,
    reply: (reply: RpcReply) => void,
  ): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (!handler) {
      reply({ err: `the server on ${this.queue} has no handler for the pattern ${pattern}`, isDisposed: true });
      return;
    }
    const context = new BaseRpcContext([pattern, { expiration: timeoutMs }]);
    await new Promise<void>((replied, failed) => {
      const respond = (packet: RpcReply) => {
        reply(packet);
        if (packet.isDisposed) replied();
      };
      const handled = this.handleRequest(
        context,
        async () => this.transformToObservable(await handler(data, context)),
        respond,
      );
      Promise.resolve(handled).catch(failed);
    });
  }

  private track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.inProgress.delete(tracked));
    this.inProgress.add(tracked);
    return tracked;
  }
}

interface RpcRequest {
  data?: unknown;
  timeoutMs?: number;
}

interface RpcReply {
  err?: unknown;
  response?: unknown;
  isDisposed?: boolean;
}

type RpcHandler = (pattern: string, request: RpcRequest, reply: (reply: RpcReply) => void) => Promise<void>;

/** Connects clients and servers of one process. Messages are copied through JSON, as a network would do. */
class RpcExchange {
  private readonly queues = new Map<string, RpcHandler>();
  /** A request must not run in the caller's transaction or trace: it runs in the context of this object's creation. */
  private readonly context = new AsyncResource('in-process rpc');

  listen(queue: string, handler: RpcHandler): void {
    this.queues.set(queue, handler);
  }

  leave(queue: string): void {
    this.queues.delete(queue);
  }

  send(queue: string, pattern: string, sent: RpcRequest, reply: (reply: RpcReply) => void): void {
    const handler = this.queues.get(queue);
    if (!handler) {
      reply({ err: new Error(`no server listens on ${queue}`), isDisposed: true });
      return;
    }
    const request = copied(sent);
    this.context.runInAsyncScope(() => {
      handler(pattern, request, (packet) => reply(serializable(packet))).catch((error: unknown) =>
        reply({ err: messageOf(error), isDisposed: true }),
      );
    });
  }
}

function serializable(reply: RpcReply): RpcReply {
  try {
    return copied(reply);
  } catch (error) {
    return { err: `The response is not serializable: ${messageOf(error)}`, isDisposed: true };
  }
}

function copied<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, each: unknown) => (each instanceof Error ? messageOf(each) : each));
  return (text === undefined ? undefined : JSON.parse(text)) as Value;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
