export type { Transaction } from './ambient-transaction.js';
export { Batcher, isAccepted, outcomeOf, Refused } from './batcher.js';
export { changedColumns, InstantColumn, likePattern } from './columns.js';
export { dataSource } from './data-source.js';
export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export type { DatabaseOptions, MigrationClass, StoreAddress, StoreSchema } from './database-options.js';
export {
  CommitUnknown,
  MigrationsPending,
  OutsideTransaction,
  SqliteConnectionTimeout,
  StoreUnavailable,
  VersionConflict,
} from './errors.js';
export { duplicateOf, isContention, isDuplicateKey, isStoreFault } from './faults.js';
export { affected, exactlyOne, insertNew } from './guarded-writes.js';
export { addColumn, createIndex, createTable } from './migrations.js';
export { mysqlAddressFaults } from './mysql/mysql-address.js';
export type { ConnectionUse } from './service-data-source.js';
export { leaseEnded, storeInstant, storeMillis } from './store-clock.js';
export { TransactionBatcher } from './transaction-batcher.js';
export { updateEach, upsertEachNewest, type RowChange } from './update-each.js';
