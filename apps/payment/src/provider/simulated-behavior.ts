import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedProviderState } from '#contracts';
import { ProviderFault } from '../ports/payment-provider.js';

export interface BehaviorOptions extends Omit<SimulatedProviderState, 'down'> {
  /** Share of the calls that fail, 0 to 1: half of them before they take effect, half after. */
  failureRate: number;
  down?: boolean;
  random?: () => number;
}

const FOREVER_MS = 2 ** 31 - 1;

export class SimulatedBehavior {
  private readonly random: () => number;

  constructor(private readonly options: BehaviorOptions) {
    this.random = options.random ?? Math.random;
  }

  async perform<T>(work: () => Promise<T>, signal: AbortSignal, latencyMs = this.latencyMs()): Promise<T> {
    if (this.options.down) throw new ProviderFault('the simulated provider is down');
    const draw = this.random();
    await this.delay(latencyMs, signal);
    if (draw < this.options.failureRate / 2) throw new ProviderFault('simulated failure before the call took effect');
    const result = await work();
    if (draw < this.options.failureRate) throw new ProviderFault('simulated failure after the call took effect');
    return result;
  }

  async hang(signal: AbortSignal): Promise<never> {
    await this.delay(FOREVER_MS, signal);
    throw new ProviderFault('the provider did not respond');
  }

  private async delay(ms: number, signal: AbortSignal): Promise<void> {
    try {
      if (ms > 0) await sleep(ms, undefined, { signal });
      signal.throwIfAborted();
    } catch (error) {
      throw new ProviderFault('the provider did not respond in time', { cause: error });
    }
  }

  private latencyMs(): number {
    const { fromMs, toMs } = this.options.latency;
    return fromMs + this.random() * (toMs - fromMs);
  }
}

export type TokenBehavior =
  { kind: 'approve'; afterMs?: number } | { kind: 'decline'; reason: string } | { kind: 'hang' } | { kind: 'fault' };

export function behaviorOf(token: string): TokenBehavior {
  switch (token) {
    case 'tok_ok':
      return { kind: 'approve' };
    case 'tok_slow':
      return { kind: 'approve', afterMs: 3_000 };
    case 'tok_hang':
      return { kind: 'hang' };
    case 'tok_error':
      return { kind: 'fault' };
    case 'tok_declined':
      return { kind: 'decline', reason: 'CARD_DECLINED' };
    default:
      return token.startsWith('tok_card_') ? { kind: 'approve' } : { kind: 'decline', reason: 'TOKEN_UNKNOWN' };
  }
}
