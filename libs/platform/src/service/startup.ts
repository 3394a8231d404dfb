import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { Database } from '#persistence';
import { Readiness } from '../health/readiness.js';
import { IdempotencyRecords } from '../idempotency/idempotency-records.js';
import { JobRunner } from '../lifecycle/job-runner.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { ConnectionMetrics } from '../metrics/connection-metrics.js';
import { Metrics } from '../metrics/metrics.js';
import { Routes, UnsafeRoutes } from '../routes/routes.js';

const CLEANUP_INTERVAL_MS = 600_000;

export class StartupTasks {
  private readonly tasks: (() => Promise<void>)[] = [];

  /** Tasks run once, one after the other, in the order in which they were added. */
  add(task: () => Promise<void>): void {
    this.tasks.push(task);
  }

  /** @throws the error of the first task that fails; later tasks do not run */
  async run(): Promise<void> {
    for (const task of this.tasks.splice(0)) await task();
  }
}

export class Transports {
  constructor(readonly strategies: readonly CustomTransportStrategy[] = []) {}
}

export function databaseOf(moduleRef: ModuleRef): Database | undefined {
  try {
    return moduleRef.get(Database, { strict: false });
  } catch (error) {
    if (error instanceof UnknownElementException) return undefined;
    throw error;
  }
}

@Injectable()
export class PlatformStartup implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly routes: Routes,
    private readonly readiness: Readiness,
    private readonly shutdown: Shutdown,
    private readonly jobRunner: JobRunner,
    private readonly records: IdempotencyRecords,
    private readonly transports: Transports,
    private readonly connections: ConnectionMetrics,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const idempotentRoute = this.routes.check().find(({ idempotent }) => idempotent);
    if (idempotentRoute && !databaseOf(this.moduleRef)) {
      throw new UnsafeRoutes([
        `${idempotentRoute.name}: @Idempotent() needs a Database among the providers of the app`,
      ]);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const strategy of this.transports.strategies) {
      this.shutdown.add('consume', { drain: async () => void (await strategy.close()) });
    }
    const database = databaseOf(this.moduleRef);
    if (!database) return;
    this.readiness.check('store', () => database.ping());
    this.connections.observe('service', () => database.connectionUse);
    this.shutdown.add('store', { drain: () => database.close() });
    if (this.routes.check().some(({ idempotent }) => idempotent)) {
      await this.records.releaseLeases();
      this.jobRunner.every(CLEANUP_INTERVAL_MS, 'delete-expired-idempotency-records', () =>
        this.records.deleteExpired((deleted) => this.metrics.countExpired('idempotency_record', deleted)),
      );
    }
  }
}
