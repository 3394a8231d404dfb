import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { CachedStatementEntityManager } from './statement-cache/cached-statement-entity-manager.js';

export interface ConnectionUse {
  max: number;
  open: number;
  used: number;
  waiting: number;
}

export class ServiceDataSource extends DataSource {
  connectionUse = (): ConnectionUse => ({ max: 0, open: 0, used: 0, waiting: 0 });

  /** Ignores @nestjs/typeorm's `onApplicationShutdown`: `Shutdown` closes stores through `Database.close` in its last phase. */
  override async destroy(): Promise<void> {}

  async close(): Promise<void> {
    if (this.isInitialized) await super.destroy();
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new CachedStatementEntityManager(this, queryRunner);
  }
}
