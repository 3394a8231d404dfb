import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Log } from '#platform';
import { eventually, tempDir } from '#testing';
import { defaultRetryPolicy, type Verdict } from '../broker.js';
import { BrokerFile, GroupCommit, type DeliveryRow } from './broker-file.js';
import { WorkQueue, type QueueWorker } from './work-queue.js';

const INSERT = `INSERT INTO delivery (queue, message_id, routing_key, body, headers, due_at) VALUES (?, ?, ?, ?, ?, 0)`;

class RecordingWorker implements QueueWorker {
  readonly accepted: DeliveryRow[] = [];
  capacity = 1_000;

  accept(row: DeliveryRow): void {
    this.accepted.push(row);
    this.capacity -= 1;
  }

  get ids(): string[] {
    return this.accepted.map(({ message_id }) => message_id);
  }
}

describe('the queue of a consumer', () => {
  const root = tempDir('work-queue');
  let directories = 0;
  let file: BrokerFile;
  let queue: WorkQueue;
  let worker: RecordingWorker;
  let reads: jest.SpiedFunction<BrokerFile['all']>;

  beforeEach(() => {
    file = new BrokerFile(`${root}/${(directories += 1)}`);
    queue = new WorkQueue('lecture', file, new GroupCommit(file), defaultRetryPolicy, Log.silent());
    worker = new RecordingWorker();
    queue.join(worker);
    reads = jest.spyOn(file, 'all');
  });
  afterEach(() => file.close());

  const store = (id: string): DeliveryRow => {
    const message = { queue: 'lecture', message_id: id, routing_key: 'tick', body: '{}', headers: '{}' };
    const seq = file.insert(INSERT, ...Object.values(message));
    return { ...message, seq, attempts: 0, reason: null, parked_at: null };
  };
  const storeMany = (count: number): DeliveryRow[] => Array.from({ length: count }, (_, n) => store(`m-${n}`));
  const idsOf = (rows: DeliveryRow[]) => rows.map(({ message_id }) => message_id);
  const settle = (row: DeliveryRow, verdict: Verdict) => queue.settle(row, verdict);

  it('passes a published message to a free worker without reading the file', () => {
    for (const row of storeMany(50)) queue.published(row);
    queue.distribute();
    expect(worker.ids).toEqual(Array.from({ length: 50 }, (_, n) => `m-${n}`));
    expect(reads).not.toHaveBeenCalled();
  });

  it('reads from the file what it did not keep in memory, in order and once', () => {
    worker.capacity = 0;
    const rows = storeMany(450);
    rows.forEach((row) => queue.published(row));
    worker.capacity = 1_000;
    queue.distribute();
    expect(worker.ids).toEqual(idsOf(rows));
    expect(reads.mock.calls.length).toBeGreaterThan(0);
  });

  it('does not deliver a message again that was read from the file before its publisher continued', () => {
    const row = store('a');
    queue.read();
    queue.published(row);
    expect(worker.ids).toEqual(['a']);
  });

  it('delivers a message again after a pause', async () => {
    const row = store('a');
    queue.published(row);
    await settle(row, { kind: 'pause', reason: 'disk full', until: () => Promise.resolve() });
    queue.distribute();
    expect(worker.ids).toEqual(['a', 'a']);
  });

  it('delivers messages to the next worker after the last one left before taking them', () => {
    worker.capacity = 0;
    queue.published(store('a'));
    queue.leave(worker);
    const next = new RecordingWorker();
    queue.join(next);
    expect(next.ids).toEqual(['a']);
  });

  it('deletes a message that is done', async () => {
    const row = store('a');
    queue.published(row);
    await settle(row, { kind: 'done' });
    queue.read();
    expect(worker.ids).toEqual(['a']);
    await eventually(() => expect(file.all('SELECT seq FROM delivery')).toEqual([]));
  });
});
