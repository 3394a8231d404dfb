import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { CachedStatementEntityManager } from './statement-cache/cached-statement-entity-manager.js';

/** The TypeORM data source of one service. */
export class ServiceDataSource extends DataSource {
  /**
   * Does nothing. @nestjs/typeorm calls this in `onApplicationShutdown`, but stores close later: `Shutdown` closes them through
   * `Database.close` in its last phase.
   */
  override async destroy(): Promise<void> {}

  /** Closes every connection. */
  async close(): Promise<void> {
    if (this.isInitialized) await super.destroy();
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new CachedStatementEntityManager(this, queryRunner);
  }
}
