/** What a service needs in order to do its job; asked by `GET /health/ready`. The service's `Database` is registered by itself. */
export class Readiness {
  readonly checks = new Map<string, () => Promise<void>>();

  /** Adds a check; it rejects, or takes longer than 2 s, when the service cannot do its job. */
  check(name: string, probe: () => Promise<void>): void {
    this.checks.set(name, probe);
  }
}
