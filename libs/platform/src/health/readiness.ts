import { ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import type { Shutdown } from '../lifecycle/shutdown.js';
import type { Log } from '../log/log.js';

const TIMEOUT_MS = 2_000;
/** The dependencies are checked at most once per second, however many clients probe. */
const CACHE_MS = 1_000;

/** The dependencies without which a service cannot do its job, checked by `GET /health/ready`. The service's `Database` is added automatically. */
export class Readiness {
  private readonly checks = new Map<string, () => Promise<void>>();
  private last?: { report: Promise<HealthCheckResult>; at: number };

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly shutdown: Shutdown,
    private readonly log: Log,
  ) {}

  /** `probe` rejects, or takes longer than 2 s, if the service cannot do its job. */
  check(name: string, probe: () => Promise<void>): void {
    this.checks.set(name, probe);
    delete this.last;
  }

  /** At most one second old; the start of a shutdown is visible immediately. */
  report(): Promise<HealthCheckResult> {
    const now = performance.now();
    if (this.shutdown.hasBegun || !this.last || now - this.last.at > CACHE_MS) {
      this.last = { report: this.checkAll(), at: now };
    }
    return this.last.report;
  }

  private async checkAll(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([
        () => this.notShuttingDown(),
        ...[...this.checks].map(
          ([name, probe]) =>
            () =>
              this.indicate(name, probe),
        ),
      ]);
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    }
  }

  private notShuttingDown() {
    const indicator = this.indicators.check('process');
    return this.shutdown.hasBegun ? indicator.down('shutting down') : indicator.up();
  }

  // The reason is logged and not returned: it may contain host names.
  private indicate(name: string, probe: () => Promise<void>) {
    const logged = async () => {
      try {
        await probe();
      } catch (error) {
        this.log.warn('a readiness check failed', { check: name, error });
        throw new Error('not responding');
      }
    };
    return this.indicators.check(name).attempt(logged).withTimeout(TIMEOUT_MS);
  }
}
