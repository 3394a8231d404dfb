import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { Circuit, type CircuitOptions } from '#resilience';

/** Silent probes, one after the other, by which an address is out; a refusal is believed at once. */
const SILENCES = 2;

/** One address of a service: what is under way at it, whether it is ready, and its circuit. */
export class UpstreamAddress {
  readonly origin: string;
  readonly circuit: Circuit;
  /** Requests whose answer has not ended yet. */
  underWay = 0;
  private readonly host: string;
  private readonly prefix: string;
  private silences = 0;
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

  /** 0 where requests go, 1 where they go when there is no such address, 2 where they are refused at once. */
  get rank(): number {
    if (!this.circuit.admits) return 2;
    return this.inUse ? 0 : 1;
  }

  found(state: 'ready' | 'not ready' | 'silent'): void {
    this.silences = state === 'silent' ? this.silences + 1 : 0;
    const ready = state === 'ready' || (state === 'silent' && this.silences < SILENCES && this.inUse);
    if (ready === this.inUse) return;
    this.inUse = ready;
    this.changed(ready);
  }

  /** The request as it is sent here. */
  addressed(options: Dispatcher.RequestOptions): Dispatcher.RequestOptions {
    const headers = { ...(options.headers as IncomingHttpHeaders), host: this.host };
    return { ...options, origin: this.origin, path: this.prefix + options.path, headers };
  }

  /** Counts a request as under way until the returned function is called. */
  begin(): () => void {
    this.underWay += 1;
    let over = false;
    return () => {
      if (!over) this.underWay -= 1;
      over = true;
    };
  }
}
