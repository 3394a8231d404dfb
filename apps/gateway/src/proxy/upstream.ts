import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import type { Route, ServiceName } from '#contracts';
import { isRepeatable, isRetried, wasNotSent } from './retry-rules.js';
import type { Pending, UpstreamAddress } from './upstream-address.js';
import { ClientDisconnected, neverConnected, UpstreamBusy } from './upstream-failure.js';

export interface RequestContext {
  route: Route;
  disconnected: AbortSignal;
}

export interface ResponseTimeouts {
  firstByte: number;
  idle: number;
}

export type TimeoutPolicy = Record<NonNullable<Route['answer']> | 'promptly', ResponseTimeouts>;

/** Three heartbeat intervals of a stream (15 s each): after that, the connection is considered dead. */
const STREAM_IDLE_MS = 45_000;
const IDLE_MS = 75_000;

export const timeoutPolicy = (promptlyMs: number, afterPaymentMs: number): TimeoutPolicy => ({
  promptly: { firstByte: promptlyMs, idle: IDLE_MS },
  'after a payment': { firstByte: afterPaymentMs, idle: IDLE_MS },
  'as a stream': { firstByte: promptlyMs, idle: STREAM_IDLE_MS },
});

export interface UpstreamOptions {
  agent: Agent;
  timeouts: TimeoutPolicy;
  /** Requests that may wait for the first byte at all addresses together: an unresponsive service must not take all sockets. */
  maxWaiting: number;
}

export class Upstream {
  private turn = 0;
  private waiting = 0;

  constructor(
    readonly service: ServiceName,
    readonly addresses: readonly UpstreamAddress[],
    private readonly options: UpstreamOptions,
  ) {}

  /** Sends a request to the address with the fewest pending requests (a stream: with the fewest streams), and retries at another one if that is safe. @throws the last failure */
  async send(request: Dispatcher.RequestOptions, context: RequestContext): Promise<Dispatcher.ResponseData> {
    if (this.waiting >= this.options.maxWaiting)
      throw new UpstreamBusy(`${this.waiting} requests wait for ${this.service}`);
    this.waiting += 1;
    try {
      return await this.sendWithRetries(request, context);
    } finally {
      this.waiting -= 1;
    }
  }

  get retryAfter(): number {
    const pauses = this.addresses.map(({ circuit }) => circuit.pausesMs);
    return Math.max(1, Math.ceil(Math.min(...pauses) / 1000));
  }

  private async sendWithRetries(
    request: Dispatcher.RequestOptions,
    context: RequestContext,
  ): Promise<Dispatcher.ResponseData> {
    const repeatable = isRepeatable(request.method, request.headers as IncomingHttpHeaders, context.route);
    const tried = new Set<UpstreamAddress>();
    for (let attempts = 1, sentBefore = false; ; attempts += 1) {
      const address = this.next(tried, kindOf(context.route));
      tried.add(address);
      try {
        return await this.sendTo(address, request, context);
      } catch (error) {
        const elsewhere = tried.size < this.addresses.length;
        if (neverConnected(error) && this.addresses.length > 1) address.report('not ready');
        if (!isRetried(repeatable, { error, attempts, sentBefore, elsewhere })) throw error;
        sentBefore ||= !wasNotSent(error);
      }
    }
  }

  private next(tried: ReadonlySet<UpstreamAddress>, kind: Pending): UpstreamAddress {
    const { addresses } = this;
    this.turn = (this.turn + 1) % addresses.length;
    const inTurn = [...addresses.slice(this.turn), ...addresses.slice(0, this.turn)];
    const fresh = inTurn.filter((address) => !tried.has(address));
    return (fresh.length > 0 ? fresh : inTurn).reduce((best, other) => (isBetter(other, best, kind) ? other : best));
  }

  private sendTo(
    address: UpstreamAddress,
    request: Dispatcher.RequestOptions,
    { route, disconnected }: RequestContext,
  ): Promise<Dispatcher.ResponseData> {
    const { agent, timeouts } = this.options;
    const { firstByte, idle } = timeouts[route.answer ?? 'promptly'];
    return address.circuit.run(async () => {
      const ended = address.begin(kindOf(route));
      try {
        const limits = { headersTimeout: firstByte, bodyTimeout: idle, signal: disconnected };
        const response = await agent.request({ ...address.addressed(request), ...limits });
        response.body.once('close', ended);
        return response;
      } catch (error) {
        ended();
        throw disconnected.aborted ? new ClientDisconnected('the client disconnected') : error;
      }
    });
  }
}

const kindOf = ({ answer }: Route): Pending => (answer === 'as a stream' ? 'stream' : 'request');

const isBetter = (one: UpstreamAddress, other: UpstreamAddress, kind: Pending): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.pending[kind] < other.pending[kind]);
