import { ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import type { Shutdown } from '../lifecycle/shutdown.js';
import type { Log } from '../log/log.js';

const PATIENCE_MS = 2_000;

/** What a service needs in order to do its job; asked by `GET /health/ready`. The service's `Database` is registered by itself. */
export class Readiness {
  private readonly checks = new Map<string, () => Promise<void>>();

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly shutdown: Shutdown,
    private readonly log: Log,
  ) {}

  /** Adds a check; it rejects, or takes longer than 2 s, when the service cannot do its job. */
  check(name: string, probe: () => Promise<void>): void {
    this.checks.set(name, probe);
  }

  /** Asks every check now. A service that shuts down is never ready. */
  async report(): Promise<HealthCheckResult> {
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

  // The reason goes to the log, not to whoever asks: it may name hosts.
  private indicate(name: string, probe: () => Promise<void>) {
    const noted = async () => {
      try {
        await probe();
      } catch (error) {
        this.log.warn('a readiness check fails', { check: name, error });
        throw new Error('does not answer');
      }
    };
    return this.indicators.check(name).attempt(noted).withTimeout(PATIENCE_MS);
  }
}
