import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, type Dispatcher } from 'undici';
import type { ServiceName } from '#contracts';
import type { Log } from '#platform';
import type { Addresses } from '../settings.js';
import type { Patiences, RequestAtHand } from './request-at-hand.js';
import { UpstreamAddress } from './upstream-address.js';
import { failureOf } from './upstream-failure.js';
import { Upstream } from './upstream.js';

/** Until a connection is made, in milliseconds; a service that is gone without a word must not hold requests for long. */
const CONNECT_MS = 2_000;
const PROBE_MS = 1_000;
const MOST_WAITING = 2_000;

export interface UpstreamsOptions {
  addresses: Addresses;
  patiences: Patiences;
  /** How long an open circuit refuses, in milliseconds, before it lets one request try. */
  circuitPauseMs: number;
  mostWaiting?: number;
  log: Log;
}

/** The services behind the gateway, and the connections to them, kept open between requests; a stream holds one for itself. */
export class Upstreams {
  private readonly atHand = new AsyncLocalStorage<RequestAtHand>();
  private readonly agent: Agent;
  private readonly services: Map<ServiceName, Upstream>;

  constructor(private readonly options: UpstreamsOptions) {
    const { addresses, patiences, mostWaiting = MOST_WAITING } = options;
    const connectMs = Math.min(CONNECT_MS, patiences.soon.begins);
    this.agent = new Agent({ connect: { timeout: connectMs }, pipelining: 1 });
    const wiring = { agent: this.agent, patiences, mostWaiting };
    this.services = new Map(
      Object.entries(addresses).map(([name, urls]) => {
        const service = name as ServiceName;
        return [
          service,
          new Upstream(
            service,
            urls.map((url) => this.addressAt(service, url)),
            wiring,
          ),
        ];
      }),
    );
  }

  get all(): readonly Upstream[] {
    return [...this.services.values()];
  }

  of(service: ServiceName): Upstream {
    return this.services.get(service)!;
  }

  /** Whatever `send` asks of a service is that request. */
  whileAtHand<T>(request: RequestAtHand, send: () => T): T {
    return this.atHand.run(request, send);
  }

  /** What the proxy sends by: has the shape of undici's `request`, and sends to the addresses of `service`. */
  requestTo(service: ServiceName): Dispatcher['request'] {
    const upstream = this.of(service);
    return ((request: Dispatcher.RequestOptions, callback: Answered) =>
      void upstream.send(request, this.atHand.getStore()!).then(
        (answer) => callback(null, answer),
        (error: Error) => callback(error),
      )) as Dispatcher['request'];
  }

  /** Asks every address of a service that has several whether it is ready. */
  async probe(): Promise<void> {
    const several = this.all.filter(({ addresses }) => addresses.length > 1);
    await Promise.all(several.flatMap(({ addresses }) => addresses.map((address) => this.probeOne(address))));
  }

  /** Ends every connection, once what is under way on it is answered. */
  async close(): Promise<void> {
    await this.agent.close();
  }

  private addressAt(upstream: ServiceName, url: string): UpstreamAddress {
    const { circuitPauseMs: halfOpenAfterMs, log } = this.options;
    const circuit = {
      settings: { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs },
      isFault: (error: unknown) => failureOf(error) !== undefined,
      changed: (state: string) =>
        log[state === 'OPEN' ? 'warn' : 'info']('the circuit of a service changed', { upstream, address: url, state }),
    };
    return new UpstreamAddress(url, circuit, (ready) =>
      log[ready ? 'info' : 'warn'](ready ? 'an address is back' : 'an address is taken out', {
        upstream,
        address: url,
      }),
    );
  }

  private async probeOne(address: UpstreamAddress): Promise<void> {
    const signal = AbortSignal.timeout(PROBE_MS);
    try {
      const probe = address.addressed({ method: 'GET', path: '/health/ready', headers: {} });
      const { statusCode, body } = await this.agent.request({ ...probe, signal });
      await body.dump();
      address.found(statusCode === 200 ? 'ready' : 'not ready');
    } catch {
      address.found(signal.aborted ? 'silent' : 'not ready');
    }
  }
}

type Answered = (error: Error | null, answer?: Dispatcher.ResponseData) => void;
