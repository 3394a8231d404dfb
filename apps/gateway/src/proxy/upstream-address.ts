import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { Circuit, type CircuitOptions } from '#resilience';

/** Consecutive probe timeouts that take an address out of use; a negative response does so at once. */
const MAX_PROBE_TIMEOUTS = 2;

/** Counted separately: a stream is open for minutes and costs little, so it must not divert other requests from its address. */
export type Pending = 'request' | 'stream';

export class UpstreamAddress {
  readonly origin: string;
  readonly circuit: Circuit;
  readonly pending: Record<Pending, number> = { request: 0, stream: 0 };
  private readonly host: string;
  private readonly prefix: string;
  private probeTimeouts = 0;
  private inUse = true;

  constructor(
    readonly url: string,
    circuit: CircuitOptions,
    private readonly changed: (ready: boolean) => void,
  ) {
    const { origin, host, pathname } = new URL(url);
    [this.origin, this.host, this.prefix] = [origin, host, pathname.replace(/\/$/, '')];
    this.circuit = new Circuit(url, circuit);
  }

  get ready(): boolean {
    return this.inUse;
  }

  get rank(): number {
    if (!this.circuit.admits) return 2;
    return this.inUse ? 0 : 1;
  }

  report(state: 'ready' | 'not ready' | 'timeout'): void {
    this.probeTimeouts = state === 'timeout' ? this.probeTimeouts + 1 : 0;
    const ready = state === 'ready' || (state === 'timeout' && this.probeTimeouts < MAX_PROBE_TIMEOUTS && this.inUse);
    if (ready === this.inUse) return;
    this.inUse = ready;
    this.changed(ready);
  }

  addressed(options: Dispatcher.RequestOptions): Dispatcher.RequestOptions {
    const headers = { ...(options.headers as IncomingHttpHeaders), host: this.host };
    return { ...options, origin: this.origin, path: this.prefix + options.path, headers };
  }

  begin(kind: Pending): () => void {
    this.pending[kind] += 1;
    let ended = false;
    return () => {
      if (!ended) this.pending[kind] -= 1;
      ended = true;
    };
  }
}
