import type { ChildProcess } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from '#testing';
import { ServiceProcess } from '../../support/service-process.js';
import type { FailPoint, Guard } from '../preload/names.js';
import { faultsAtStart, PRELOAD, type When } from '../preload/preload.js';
import type { FailAction } from './options.js';

const ANSWERS_WITHIN_MS = 5_000;

interface OrderDone {
  number: number;
  answer: number | null;
}

/** A service process with fault injection. Armed fail points end with the process; disabled guards and clock skew survive a restart. */
export class LabService extends ServiceProcess {
  /** Unexpected exits, described. */
  readonly crashes: string[] = [];
  private readonly disabledGuards = new Set<Guard>();
  private skewMs = 0;
  private storeSkewMs = 0;
  private orders = 0;
  private readonly unanswered = new Map<number, (answer: number | null) => void>();
  private expected = false;

  static async make(name: string, env: Record<string, string>): Promise<LabService> {
    return new LabService(name, await freePort(), env, [PRELOAD]);
  }

  override async start(env: Record<string, string> = {}): Promise<void> {
    this.expected = false;
    await super.start({
      ...env,
      ...faultsAtStart({
        disabledGuards: [...this.disabledGuards],
        skewMs: this.skewMs,
        storeSkewMs: this.storeSkewMs,
      }),
    });
  }

  protected override spawned(child: ChildProcess): void {
    child.on('message', ({ number, answer }: OrderDone) => this.unanswered.get(number)?.(answer));
    child.once('exit', (code, signal) => {
      if (!this.expected) this.crashes.push(`${this.name} (process ${child.pid}) ended by itself: ${signal ?? code}`);
    });
  }

  override stop(): Promise<number | string | undefined> {
    this.expected = true;
    return super.stop();
  }

  override kill(): Promise<void> {
    this.expected = true;
    return super.kill();
  }

  /** Applies from pass number `after` + 1 on, `times` times. `hang` lasts until disarmed. */
  async arm(point: FailPoint, action: FailAction, when: When = {}): Promise<void> {
    if (action === 'kill') this.expected = true;
    await this.order('arm', point, action, when);
  }

  async disarm(point?: FailPoint): Promise<void> {
    // Undefined would arrive as null.
    await this.order('disarm', ...(point === undefined ? [] : [point]));
  }

  /** How often the process has reached the fail point. */
  timesReached(point: FailPoint): Promise<number> {
    return this.order('timesReached', point) as Promise<number>;
  }

  /** Skews its clock by this many milliseconds. */
  async skew(ms: number): Promise<void> {
    this.skewMs = ms;
    if (this.runs) await this.order('skew', ms);
  }

  /** Skews the clock of its store, which its replicas share. */
  async skewStore(ms: number): Promise<void> {
    this.storeSkewMs = ms;
    if (this.runs) await this.order('skewStore', ms);
  }

  /** Disables a guard. */
  async disableGuard(guard: Guard): Promise<void> {
    this.disabledGuards.add(guard);
    if (this.runs) await this.order('disableGuard', guard);
  }

  async enableGuards(): Promise<void> {
    this.disabledGuards.clear();
    if (this.runs) await this.order('enableGuards');
  }

  /** Removes every fault from its process; it runs. */
  async restore(): Promise<void> {
    this.thaw();
    if (!this.runs) await this.start();
    else await this.order('disarm');
    this.expected = false;
    if (this.disabledGuards.size > 0) await this.enableGuards();
    if (this.skewMs !== 0) await this.skew(0);
    if (this.storeSkewMs !== 0) await this.skewStore(0);
  }

  private async order(order: string, ...details: unknown[]): Promise<number | null> {
    const { child } = this;
    if (!child || !this.runs) throw new Error(`${this.name} does not run: it cannot take the order to ${order}`);
    const number = (this.orders += 1);
    const done = new Promise<number | null>((answered) => this.unanswered.set(number, answered));
    child.send({ order, details, number });
    const late = after(ANSWERS_WITHIN_MS, 'late' as const, { ref: false });
    const answer = await Promise.race([done, late]);
    this.unanswered.delete(number);
    if (answer === 'late') throw new Error(`${this.name} does not take the order to ${order}`);
    return answer;
  }
}
