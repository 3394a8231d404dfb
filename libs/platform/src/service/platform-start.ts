import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import { Database } from '#persistence';
import { Readiness } from '../health/readiness.js';
import { IdempotencyRecords } from '../idempotency/idempotency-records.js';
import { JobRunner } from '../lifecycle/job-runner.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Routes, UnsafeRoutes } from '../routes/routes.js';
import { Transports } from './transports.js';

const TEN_MINUTES = 600_000;

/** The service's store, whichever of its modules provides it. */
export function storeOf(found: ModuleRef): Database | undefined {
  try {
    return found.get(Database, { strict: false });
  } catch (error) {
    if (error instanceof UnknownElementException) return undefined;
    throw error;
  }
}

/** Refuses to start with unsafe routes, and looks after the service's store: readiness, old idempotency records, closing it last. */
@Injectable()
export class PlatformStart implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly found: ModuleRef,
    private readonly routes: Routes,
    private readonly readiness: Readiness,
    private readonly shutdown: Shutdown,
    private readonly jobRunner: JobRunner,
    private readonly records: IdempotencyRecords,
    private readonly transports: Transports,
  ) {}

  onModuleInit(): void {
    const needing = this.routes.check().find(({ idempotent }) => idempotent);
    if (needing && !storeOf(this.found)) {
      throw new UnsafeRoutes([`${needing.name}: @Idempotent() needs a Database among the providers of the app`]);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const strategy of this.transports.strategies) {
      this.shutdown.add('consume', { drain: async () => void (await strategy.close()) });
    }
    const store = storeOf(this.found);
    if (!store) return;
    this.readiness.check('store', () => store.ping());
    this.shutdown.add('store', { drain: () => store.close() });
    if (this.routes.check().some(({ idempotent }) => idempotent)) {
      await this.records.forgetLeases();
      this.jobRunner.every(TEN_MINUTES, 'delete-expired-idempotency-records', () => this.records.deleteExpired());
    }
  }
}
