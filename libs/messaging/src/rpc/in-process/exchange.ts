import { AsyncResource } from 'node:async_hooks';

/** An answer as it travels: `isDisposed` says that nothing more comes. */
export interface Reply {
  err?: unknown;
  response?: unknown;
  isDisposed?: boolean;
}

export type Answers = (pattern: string, data: unknown, reply: (reply: Reply) => void) => Promise<void>;

/** Where the clients and servers of one process meet; what passes goes through JSON, as it would over a wire. */
export class Exchange {
  private readonly queues = new Map<string, Answers>();
  /** Work of a request must not run in the caller's transaction or trace: it runs in the context this was made in. */
  private readonly elsewhere = new AsyncResource('in-process rpc');

  listen(queue: string, answers: Answers): void {
    this.queues.set(queue, answers);
  }

  leave(queue: string): void {
    this.queues.delete(queue);
  }

  /** Asks whoever listens to `queue`; nobody there is an answer too: an error at once. */
  ask(queue: string, pattern: string, data: unknown, reply: (reply: Reply) => void): void {
    const answers = this.queues.get(queue);
    if (!answers) {
      reply({ err: new Error(`nobody answers ${queue}`), isDisposed: true });
      return;
    }
    const asked = overTheWire(data);
    this.elsewhere.runInAsyncScope(() => {
      answers(pattern, asked, (answer) => reply(sendable(answer))).catch((error: unknown) =>
        reply({ err: messageOf(error), isDisposed: true }),
      );
    });
  }
}

/** An answer that JSON cannot carry is a fault of the server's, told to the caller. */
function sendable(answer: Reply): Reply {
  try {
    return overTheWire(answer);
  } catch (error) {
    return { err: `the answer cannot be sent: ${messageOf(error)}`, isDisposed: true };
  }
}

/** What is left of a value after JSON; an error travels as its message, as it does with RabbitMQ. */
function overTheWire<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, each: unknown) => (each instanceof Error ? messageOf(each) : each));
  return (text === undefined ? undefined : JSON.parse(text)) as Value;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
