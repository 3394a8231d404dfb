import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { CachedStatementEntityManager } from './statement-cache/cached-statement-entity-manager.js';

export class ServiceDataSource extends DataSource {
  /** Ignores @nestjs/typeorm's `onApplicationShutdown`: `Shutdown` closes stores through `Database.close` in its last phase. */
  override async destroy(): Promise<void> {}

  openReader?: () => Promise<ServiceDataSource>;
  private reader?: Promise<ServiceDataSource>;

  /** Reads what is committed, and waits for no transaction of this process. */
  async committed(): Promise<EntityManager> {
    if (!this.openReader) return this.manager;
    this.reader ??= this.openReader();
    return (await this.reader).manager;
  }

  async close(): Promise<void> {
    await (await this.reader)?.close();
    if (this.isInitialized) await super.destroy();
  }

  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new CachedStatementEntityManager(this, queryRunner);
  }
}
