import { BaseRpcContext, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { RpcExchange, RpcReply } from './rpc-exchange.js';

/** Nest transport strategy for the clients of the same process. */
export class InProcessRpcServer extends Server implements CustomTransportStrategy {
  private readonly inProgress = new Set<Promise<void>>();

  constructor(
    private readonly exchange: RpcExchange,
    private readonly queue: string,
  ) {
    super();
  }

  listen(callback: () => void): void {
    this.exchange.listen(this.queue, (pattern, data, reply) => this.track(this.dispatch(pattern, data, reply)));
    callback();
  }

  /** Accepts no more requests, and resolves when those in progress have their reply. */
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

  private async dispatch(pattern: string, data: unknown, reply: (reply: RpcReply) => void): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (!handler) {
      reply({ err: `the server on ${this.queue} has no handler for the pattern ${pattern}`, isDisposed: true });
      return;
    }
    const context = new BaseRpcContext([pattern]);
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
