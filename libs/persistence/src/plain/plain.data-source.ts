import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { PlainEntityManager } from './plain.entity-manager.js';

/** TypeORM's data source, whose managers send plain statements as they are. */
export class PlainDataSource extends DataSource {
  override createEntityManager(queryRunner?: QueryRunner): EntityManager {
    return new PlainEntityManager(this, queryRunner);
  }
}
