import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Exchange } from './exchange.js';

/** Asks a server of this very process. A caller that stops waiting hears nothing more; the work goes on. */
export class InProcessClient extends ClientProxy {
  constructor(
    private readonly exchange: Exchange,
    private readonly queue: string,
  ) {
    super();
  }

  async connect(): Promise<void> {
    // Always connected: it is the same process.
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  unwrap<T>(): T {
    return this.exchange as T;
  }

  protected publish({ pattern, data }: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    let waiting = true;
    this.exchange.ask(this.queue, this.normalizePattern(pattern as string), data, (reply) => {
      if (waiting) callback(reply);
    });
    return () => {
      waiting = false;
    };
  }

  protected async dispatchEvent(): Promise<never> {
    throw new Error('events go through the outbox, never through RPC');
  }
}
