import { BaseRpcContext, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Exchange, Reply } from './exchange.js';

/** Answers the requests of this process's own clients. */
export class InProcessServer extends Server implements CustomTransportStrategy {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly exchange: Exchange,
    private readonly queue: string,
  ) {
    super();
  }

  listen(callback: () => void): void {
    this.exchange.listen(this.queue, (pattern, data, reply) => this.keepTrack(this.answer(pattern, data, reply)));
    callback();
  }

  /** Takes no more requests, and resolves when those under way are answered. */
  async close(): Promise<void> {
    this.exchange.leave(this.queue);
    await Promise.allSettled(this.underWay);
  }

  on(): never {
    throw new Error('a server in the same process has no events');
  }

  unwrap<T>(): T {
    return this.exchange as T;
  }

  private async answer(pattern: string, data: unknown, reply: (reply: Reply) => void): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (!handler) {
      reply({ err: `nobody answers ${pattern} on ${this.queue}`, isDisposed: true });
      return;
    }
    const context = new BaseRpcContext([pattern]);
    await new Promise<void>((answered, failed) => {
      const respond = (answer: Reply) => {
        reply(answer);
        if (answer.isDisposed) answered();
      };
      const handled = this.handleRequest(
        context,
        async () => this.transformToObservable(await handler(data, context)),
        respond,
      );
      Promise.resolve(handled).catch(failed);
    });
  }

  private keepTrack(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.underWay.delete(tracked));
    this.underWay.add(tracked);
    return tracked;
  }
}
