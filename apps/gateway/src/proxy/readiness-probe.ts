import type { OnModuleInit } from '@nestjs/common';
import type { JobRunner } from '#platform';
import type { Upstreams } from './upstreams.js';

/** Looks again and again whether the addresses of services that have several are ready. */
export class ReadinessProbe implements OnModuleInit {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly recurring: JobRunner,
    private readonly everyMs: number,
  ) {}

  onModuleInit(): void {
    if (this.upstreams.all.every(({ addresses }) => addresses.length === 1)) return;
    this.recurring.every(this.everyMs, 'probe-upstreams', () => this.upstreams.probe());
  }
}
