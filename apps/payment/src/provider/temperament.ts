import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderFault } from '../use-cases/payment-provider.js';

export interface TemperamentOptions {
  /** Every call takes from `fromMs` to `toMs` milliseconds. */
  latency: { fromMs: number; toMs: number };
  /** Share of the calls that fail, 0 to 1: half of them before they take effect, half after. */
  failureRate: number;
  /** A number from 0 to 1. */
  random?: () => number;
}

const FOREVER_MS = 2 ** 31 - 1;

/** How slow and how unreliable the simulated provider is. */
export class Temperament {
  private readonly random: () => number;

  constructor(private readonly options: TemperamentOptions) {
    this.random = options.random ?? Math.random;
  }

  /** Does `work` after the usual latency, and fails now and then before it or after it. */
  async perform<T>(work: () => Promise<T>, signal: AbortSignal, latencyMs = this.latencyMs()): Promise<T> {
    const draw = this.random();
    await this.pause(latencyMs, signal);
    if (draw < this.options.failureRate / 2) throw new ProviderFault('the provider failed before it did anything');
    const result = await work();
    if (draw < this.options.failureRate) throw new ProviderFault('the provider failed after it had done its work');
    return result;
  }

  /** Gives no answer for as long as anybody listens. */
  async hang(signal: AbortSignal): Promise<never> {
    await this.pause(FOREVER_MS, signal);
    throw new ProviderFault('the provider gave no answer');
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      if (ms > 0) await sleep(ms, undefined, { signal });
      signal.throwIfAborted();
    } catch (error) {
      throw new ProviderFault('the provider gave no answer in time', { cause: error });
    }
  }

  private latencyMs(): number {
    const { fromMs, toMs } = this.options.latency;
    return fromMs + this.random() * (toMs - fromMs);
  }
}
