import { AsyncResource } from 'node:async_hooks';

export interface RpcReply {
  err?: unknown;
  response?: unknown;
  /** No further packets follow. */
  isDisposed?: boolean;
}

export type RpcHandler = (pattern: string, data: unknown, reply: (reply: RpcReply) => void) => Promise<void>;

/** Connects clients and servers of one process. Messages are copied through JSON, as a network would do. */
export class RpcExchange {
  private readonly queues = new Map<string, RpcHandler>();
  /** A request must not run in the caller's transaction or trace: it runs in the context of this object's creation. */
  private readonly context = new AsyncResource('in-process rpc');

  listen(queue: string, handler: RpcHandler): void {
    this.queues.set(queue, handler);
  }

  leave(queue: string): void {
    this.queues.delete(queue);
  }

  /** Replies with an error at once when no server listens on `queue`. */
  send(queue: string, pattern: string, data: unknown, reply: (reply: RpcReply) => void): void {
    const handler = this.queues.get(queue);
    if (!handler) {
      reply({ err: new Error(`no server listens on ${queue}`), isDisposed: true });
      return;
    }
    const request = copied(data);
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

/** A copy through JSON; an error becomes its message, as with RabbitMQ. */
function copied<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, each: unknown) => (each instanceof Error ? messageOf(each) : each));
  return (text === undefined ? undefined : JSON.parse(text)) as Value;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
