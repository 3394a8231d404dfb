import { BSON } from 'mongodb';
import type { Doc } from './documents.js';
import { CommandError } from './command-error.js';

const FIRST_BATCH = 101;

export class Cursors {
  private readonly open = new Map<number, { ns: string; rest: Doc[] }>();
  private last = 0;

  first(ns: string, docs: Doc[], batchSize = FIRST_BATCH, single = false): Doc {
    const rest = docs.slice(batchSize);
    let id = 0;
    if (rest.length > 0 && !single) {
      id = ++this.last;
      this.open.set(id, { ns, rest });
    }
    return { cursor: { firstBatch: docs.slice(0, batchSize), id: BSON.Long.fromNumber(id), ns } };
  }

  next(id: number, batchSize?: number): Doc {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    const nextBatch = cursor.rest.splice(0, batchSize || cursor.rest.length);
    const over = cursor.rest.length === 0;
    if (over) this.open.delete(id);
    return { cursor: { nextBatch, id: BSON.Long.fromNumber(over ? 0 : id), ns: cursor.ns } };
  }

  close(ids: number[]): Doc {
    for (const id of ids) this.open.delete(Number(id));
    return { cursorsKilled: ids };
  }

  closeAll(): void {
    this.open.clear();
  }
}
