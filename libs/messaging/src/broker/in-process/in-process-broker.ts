import { Log } from '#platform';
import {
  Broker,
  defaultRetryPolicy,
  PublishUnknown,
  Unroutable,
  type OutgoingMessage,
  type QueueDepth,
  type RetryPolicy,
  type Subscribed,
  type Subscription,
} from '../broker.js';
import { BrokerFile, GroupCommit, type DeliveryRow } from './broker-file.js';
import { InProcessParkedMessages } from './in-process-parked-messages.js';
import { Routes } from './routes.js';
import { WorkQueue } from './work-queue.js';
import { Worker } from './worker.js';

const INSERT = `INSERT INTO delivery (queue, message_id, routing_key, body, headers, due_at) VALUES (?, ?, ?, ?, ?, ?)`;
const READY = `SELECT COUNT(*) AS waiting FROM delivery WHERE queue = ? AND state = 'READY'`;
const NEW = { attempts: 0, reason: null, parked_at: null };

/** Another process, such as the command line, may have replayed messages in the file. */
const POLL_MS = 500;

export interface InProcessBrokerOptions {
  dataDir: string;
  retry?: RetryPolicy;
  log?: Log;
}

/** The broker of the embedded mode: in the process, with every message stored in `<dataDir>/broker.sqlite`. */
export class InProcessBroker extends Broker {
  readonly parked: InProcessParkedMessages;
  private readonly file: BrokerFile;
  private readonly commits: GroupCommit;
  private readonly routes: Routes;
  private readonly retry: RetryPolicy;
  private readonly log: Log;
  private readonly queues = new Map<string, WorkQueue>();
  private readonly workers = new Set<Worker>();
  private readonly poll: NodeJS.Timeout;
  private closed = false;

  constructor({ dataDir, retry = defaultRetryPolicy, log = Log.silent() }: InProcessBrokerOptions) {
    super();
    this.retry = retry;
    this.log = log;
    this.file = new BrokerFile(dataDir);
    this.commits = new GroupCommit(this.file);
    this.routes = new Routes(this.file);
    this.parked = new InProcessParkedMessages(this.file, () => this.readQueues());
    this.poll = setInterval(() => this.readQueues(), POLL_MS).unref();
  }

  async publish({ id, routingKey, body, headers = {} }: OutgoingMessage): Promise<void> {
    if (this.closed) throw new PublishUnknown('the broker is closed');
    const queues = this.routes.of(routingKey);
    if (queues.length === 0) throw new Unroutable(routingKey);
    const message = { message_id: id, routing_key: routingKey, body, headers: JSON.stringify(headers) };
    let rows: DeliveryRow[] = [];
    try {
      await this.commits.now(() => {
        rows = queues.map((queue) => this.insert({ ...message, queue, ...NEW }));
      });
    } catch (error) {
      throw new PublishUnknown('the broker file cannot be written', { cause: error });
    }
    rows.forEach((row) => this.queues.get(row.queue)?.published(row));
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const { isNew } = this.routes.declare(subscription.consumer, subscription.bindings);
    const queue = this.queueOf(subscription.consumer);
    const worker = new Worker(subscription, queue, this.log);
    this.workers.add(worker);
    queue.join(worker);
    const markKnown = async () => this.routes.markKnown(subscription.consumer);
    if (isNew) subscription.whenNew?.({ wasLost: false, markKnown });
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
        if (!this.closed) this.commits.flush();
      },
    };
  }

  async hasQueue(consumer: string): Promise<boolean> {
    return this.routes.has(consumer);
  }

  async depthOf(consumer: string): Promise<QueueDepth | undefined> {
    if (!this.routes.has(consumer)) return undefined;
    const [ready] = this.file.all<{ waiting: number }>(READY, consumer);
    return { waiting: ready!.waiting, consumers: this.queues.get(consumer)?.size ?? 0 };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.poll);
    await Promise.all([...this.workers].map((worker) => worker.close()));
    this.commits.flush();
    this.file.close();
  }

  private insert(row: Omit<DeliveryRow, 'seq'>): DeliveryRow {
    const { queue, message_id, routing_key, body, headers } = row;
    return { ...row, seq: this.file.insert(INSERT, queue, message_id, routing_key, body, headers, Date.now()) };
  }

  private readQueues(): void {
    this.queues.forEach((queue) => queue.read());
  }

  private queueOf(consumer: string): WorkQueue {
    const queue = this.queues.get(consumer) ?? new WorkQueue(consumer, this.file, this.commits, this.retry, this.log);
    this.queues.set(consumer, queue);
    return queue;
  }
}
