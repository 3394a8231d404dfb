export { affected, exactlyOne } from './affected.js';
export { createIndex, createTable } from './create-table.js';
export { Database } from './database.js';
export type { DatabaseOptions, MigrationClass } from './database-options.js';
export { duplicateOf, isContention, isDuplicateKey, isStoreFault } from './faults.js';
export { InstantColumn } from './instant-column.js';
export { likePattern } from './like-pattern.js';
export { CommitUnknown, MigrationsPending, OutsideTransaction, StoreUnavailable, VersionConflict } from './errors.js';
export type { Transaction } from './transaction.js';
