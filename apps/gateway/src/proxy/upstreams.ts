import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher } from 'undici';
import type { Addresses } from '../settings.js';

/** Until a connection is made, in milliseconds; a service that is gone without a word must not hold requests for long. */
const CONNECT_MS = 2_000;
/** Silence within an answer, in milliseconds; longer than the longest time between two heartbeats of a stream. */
const SILENCE_MS = 75_000;

/** The connections to the services, kept open between requests. A stream holds one for itself, so their number has no limit. */
export class Upstreams {
  private readonly clients = new AsyncLocalStorage<AbortSignal>();
  private readonly agent: Agent;

  /** @param answerMs until an answer begins */
  constructor(
    readonly addresses: Addresses,
    private readonly answerMs: number,
  ) {
    this.agent = new Agent({ connect: { timeout: Math.min(CONNECT_MS, answerMs) }, pipelining: 1 });
  }

  /** Whatever `send` asks of the services ends when `left` is aborted: nobody waits for the answer any more. */
  whileClientWaits<T>(left: AbortSignal, send: () => T): T {
    return this.clients.run(left, send);
  }

  /** Has the shape of undici's `request`, by which the proxy sends. */
  readonly request = ((options: Dispatcher.RequestOptions, callback: Answered) =>
    this.agent.request(
      {
        ...options,
        headersTimeout: this.answerMs,
        bodyTimeout: isStream(options.headers) ? 0 : SILENCE_MS,
        signal: this.clients.getStore() ?? null,
      },
      callback,
    )) as Dispatcher['request'];

  /** Ends every connection, once what is under way on it is answered. */
  async close(): Promise<void> {
    await this.agent.close();
  }
}

type Answered = (error: Error | null, answer: Dispatcher.ResponseData) => void;

// The proxy gives headers as an object.
const isStream = (headers: Dispatcher.RequestOptions['headers']): boolean => {
  const { accept } = headers as IncomingHttpHeaders;
  return accept?.includes('text/event-stream') ?? false;
};
