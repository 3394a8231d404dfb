import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { CachedStatementEntityManager } from './statement-cache/cached-statement-entity-manager.js';

export class ServiceDataSource extends DataSource {
  /** Ignores @nestjs/typeorm's `onApplicationShutdown`: `Shutdown` closes stores through `Database.close` in its last phase. */
  override async destroy(): Promise<void> {}

  async close(): Promise<void> {
    if (this.isInitialized) await super.destroy();
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new CachedStatementEntityManager(this, queryRunner);
  }
}
