import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import type { ServiceName } from '#contracts';
import { isRepeatable, isTriedAgain, wasNotSent } from './repeating.js';
import type { Patiences, RequestAtHand } from './request-at-hand.js';
import type { UpstreamAddress } from './upstream-address.js';
import { ClientLeft, neverConnected, UpstreamBusy } from './upstream-failure.js';

export interface UpstreamOptions {
  agent: Agent;
  patiences: Patiences;
  /** Requests that may wait for answers to begin, all addresses together: a mute service must not take all sockets. */
  mostWaiting: number;
}

/** One service behind the gateway, at one or several addresses. */
export class Upstream {
  private turn = 0;
  private waiting = 0;

  constructor(
    readonly service: ServiceName,
    readonly addresses: readonly UpstreamAddress[],
    private readonly options: UpstreamOptions,
  ) {}

  /** Sends a request to the address that has least to do, and to another where that is harmless. @throws why there is no answer */
  async send(request: Dispatcher.RequestOptions, atHand: RequestAtHand): Promise<Dispatcher.ResponseData> {
    if (this.waiting >= this.options.mostWaiting) throw new UpstreamBusy(`${this.waiting} wait for ${this.service}`);
    this.waiting += 1;
    try {
      return await this.tried(request, atHand);
    } finally {
      this.waiting -= 1;
    }
  }

  /** Seconds until it may be asked again, whole ones, at least 1. */
  get retryAfter(): number {
    const pauses = this.addresses.map(({ circuit }) => circuit.pausesMs);
    return Math.max(1, Math.ceil(Math.min(...pauses) / 1000));
  }

  private async tried(request: Dispatcher.RequestOptions, atHand: RequestAtHand): Promise<Dispatcher.ResponseData> {
    const repeatable = isRepeatable(request.method, request.headers as IncomingHttpHeaders, atHand.route);
    const tried = new Set<UpstreamAddress>();
    for (let tries = 1, sentBefore = false; ; tries += 1) {
      const address = this.next(tried);
      tried.add(address);
      try {
        return await this.ask(address, request, atHand);
      } catch (error) {
        const elsewhere = tried.size < this.addresses.length;
        if (neverConnected(error) && this.addresses.length > 1) address.found('not ready');
        if (!isTriedAgain(repeatable, { error, tries, sentBefore, elsewhere })) throw error;
        sentBefore ||= !wasNotSent(error);
      }
    }
  }

  /** The address that comes next: one that was not tried, that is in use, that has least to do; they take turns where that is equal. */
  private next(tried: ReadonlySet<UpstreamAddress>): UpstreamAddress {
    const { addresses } = this;
    this.turn = (this.turn + 1) % addresses.length;
    const inTurn = [...addresses.slice(this.turn), ...addresses.slice(0, this.turn)];
    const fresh = inTurn.filter((address) => !tried.has(address));
    return (fresh.length > 0 ? fresh : inTurn).reduce((best, other) => (isBetter(other, best) ? other : best));
  }

  private ask(
    address: UpstreamAddress,
    request: Dispatcher.RequestOptions,
    { route, left }: RequestAtHand,
  ): Promise<Dispatcher.ResponseData> {
    const { agent, patiences } = this.options;
    const { begins, silence } = patiences[route.answer ?? 'soon'];
    return address.circuit.run(async () => {
      const ended = address.begin();
      try {
        const times = { headersTimeout: begins, bodyTimeout: silence, signal: left };
        const answer = await agent.request({ ...address.addressed(request), ...times });
        answer.body.once('close', ended);
        return answer;
      } catch (error) {
        ended();
        throw left.aborted ? new ClientLeft('the client left') : error;
      }
    });
  }
}

const isBetter = (one: UpstreamAddress, other: UpstreamAddress): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.underWay < other.underWay);
