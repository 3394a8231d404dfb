import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { RpcExchange } from './rpc-exchange.js';

/** Nest client for a server of the same process. After the caller has given up, the request still completes. */
export class InProcessRpcClient extends ClientProxy {
  constructor(
    private readonly exchange: RpcExchange,
    private readonly queue: string,
  ) {
    super();
  }

  async connect(): Promise<void> {
    // Always connected.
  }

  async close(): Promise<void> {
    // Nothing to close.
  }

  unwrap<T>(): T {
    return this.exchange as T;
  }

  protected publish({ pattern, data }: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    let waiting = true;
    this.exchange.send(this.queue, this.normalizePattern(pattern as string), data, (reply) => {
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
