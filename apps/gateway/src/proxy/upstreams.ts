import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, type Dispatcher } from 'undici';
import type { ServiceName } from '#contracts';
import type { Log } from '#platform';
import type { Addresses } from '../settings.js';
import { UpstreamAddress } from './upstream-address.js';
import { failureOf } from './upstream-failure.js';
import { Upstream, type RequestContext, type TimeoutPolicy } from './upstream.js';

/** A host that silently drops packets must not hold requests for long. */
const CONNECT_TIMEOUT_MS = 2_000;
const PROBE_TIMEOUT_MS = 1_000;
const MAX_WAITING = 10_000;

export interface UpstreamsOptions {
  addresses: Addresses;
  timeouts: TimeoutPolicy;
  /** How long an open circuit rejects requests before it admits a trial request, in milliseconds. */
  circuitPauseMs: number;
  maxWaiting?: number;
  log: Log;
}

export class Upstreams {
  private readonly current = new AsyncLocalStorage<RequestContext>();
  private readonly agent: Agent;
  private readonly services: Map<ServiceName, Upstream>;

  constructor(private readonly options: UpstreamsOptions) {
    const { addresses, timeouts, maxWaiting = MAX_WAITING } = options;
    const connectMs = Math.min(CONNECT_TIMEOUT_MS, timeouts.promptly.firstByte);
    this.agent = new Agent({ connect: { timeout: connectMs }, pipelining: 1 });
    const wiring = { agent: this.agent, timeouts, maxWaiting };
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

  inContext<T>(request: RequestContext, send: () => T): T {
    return this.current.run(request, send);
  }

  /** Has the signature of undici's `request`, for @fastify/http-proxy, and sends to the addresses of `service`. */
  requestTo(service: ServiceName): Dispatcher['request'] {
    const upstream = this.of(service);
    return ((request: Dispatcher.RequestOptions, callback: Callback) =>
      void upstream.send(request, this.current.getStore()!).then(
        (response) => callback(null, response),
        (error: Error) => callback(error),
      )) as Dispatcher['request'];
  }

  async probe(): Promise<void> {
    const several = this.all.filter(({ addresses }) => addresses.length > 1);
    await Promise.all(several.flatMap(({ addresses }) => addresses.map((address) => this.probeOne(address))));
  }

  async close(): Promise<void> {
    await this.agent.close();
  }

  private addressAt(upstream: ServiceName, url: string): UpstreamAddress {
    const { circuitPauseMs: halfOpenAfterMs, log } = this.options;
    const circuit = {
      settings: { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs },
      isFault: (error: unknown) => failureOf(error) !== undefined,
      changed: (state: string) =>
        log[state === 'OPEN' ? 'warn' : 'info']('the circuit breaker of an address changed its state', {
          upstream,
          address: url,
          state,
        }),
    };
    return new UpstreamAddress(url, circuit, (ready) =>
      log[ready ? 'info' : 'warn'](ready ? 'an address is in use again' : 'an address was taken out of use', {
        upstream,
        address: url,
      }),
    );
  }

  private async probeOne(address: UpstreamAddress): Promise<void> {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    try {
      const probe = address.addressed({ method: 'GET', path: '/health/ready', headers: {} });
      const { statusCode, body } = await this.agent.request({ ...probe, signal });
      await body.dump();
      address.report(statusCode === 200 ? 'ready' : 'not ready');
    } catch {
      address.report(signal.aborted ? 'timeout' : 'not ready');
    }
  }
}

type Callback = (error: Error | null, response?: Dispatcher.ResponseData) => void;
