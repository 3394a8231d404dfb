import { Cursors } from './cursors.js';
import { Databases } from './collection.js';
import type { Doc } from './documents.js';
import { aggregated, found } from './queries.js';
import { CommandError } from './command-error.js';
import type { IndexSpec } from './unique-index.js';
import { insert, remove, update } from './writes.js';

export class Commands {
  private readonly databases = new Databases();
  readonly cursors = new Cursors();
  /** Whether the other replica set members are down, so that no write reaches a majority. */
  withoutMajority = false;

  run(command: string, body: Doc): Doc {
    if ('startTransaction' in body || 'autocommit' in body)
      throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
    const known = Object.hasOwn(this.table, command) ? this.table[command] : undefined;
    if (!known) throw new CommandError(59, `no such command: '${command}'`);
    const answer = known(body, String(body.$db ?? 'admin'), String(body[command]));
    const neverAcknowledged = this.withoutMajority && body.writeConcern?.w === 'majority' && !answer.writeErrors;
    return neverAcknowledged ? { ...answer, writeConcernError } : answer;
  }

  private readonly table: Record<string, (body: Doc, database: string, name: string) => Doc> = {
    hello: greeting,
    isMaster: greeting,
    ismaster: greeting,
    ping: () => ({}),
    endSessions: () => ({}),
    find: (body, database, name) => {
      if (this.withoutMajority && body.readConcern?.level === 'majority')
        return this.cursors.first(`${database}.${name}`, []);
      const docs = found(this.databases.collection(database, name), body.filter ?? {}, body);
      return this.cursors.first(`${database}.${name}`, docs, body.batchSize, body.singleBatch || body.limit < 0);
    },
    aggregate: (body, database, name) => {
      const docs = aggregated(name, body.pipeline, (from) => this.databases.collection(database, from));
      return this.cursors.first(`${database}.${name}`, docs, body.cursor?.batchSize);
    },
    getMore: (body) => this.cursors.next(Number(body.getMore), body.batchSize),
    killCursors: (body) => this.cursors.close(body.cursors),
    insert: (body, database, name) =>
      insert(this.databases.collection(database, name), body.documents, body.ordered !== false),
    update: (body, database, name) =>
      update(this.databases.collection(database, name), body.updates, body.ordered !== false),
    delete: (body, database, name) =>
      remove(this.databases.collection(database, name), body.deletes, body.ordered !== false),
    createIndexes: (body, database, name) => {
      const collection = this.databases.collection(database, name);
      const numIndexesBefore = collection.indexes.length;
      for (const spec of body.indexes as IndexSpec[]) collection.createIndex(knownIndex(spec));
      return { numIndexesBefore, numIndexesAfter: collection.indexes.length, createdCollectionAutomatically: false };
    },
    listIndexes: (_body, database, name) => {
      if (!this.databases.has(database, name)) throw new CommandError(26, `ns does not exist: ${database}.${name}`);
      const { indexes } = this.databases.collection(database, name);
      return this.cursors.first(
        `${database}.${name}`,
        indexes.map((index) => ({ v: 2, ...index })),
      );
    },
    dropDatabase: (_body, database) => {
      this.databases.drop(database);
      return { dropped: database };
    },
  };
}

/** The write is applied but can still be rolled back. Rejected writes do not wait for the write concern, which not every server does. */
const writeConcernError = { code: 64, codeName: 'WriteConcernTimeout', errmsg: 'waiting for replication timed out' };

/** A standalone of version 7: no transactions, no change streams. */
function greeting(): Doc {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
}

/** Rejects partial, sparse and other special indexes, because the stand-in does not implement their effect. */
function knownIndex({ key, name, unique, ...others }: IndexSpec & Doc): IndexSpec {
  const special = Object.keys(others).find((option) => !['v', 'ns', 'background'].includes(option));
  if (special) throw new CommandError(9, `the stand-in knows no indexes with ${special}`);
  return { key, name, ...(unique && { unique }) };
}
