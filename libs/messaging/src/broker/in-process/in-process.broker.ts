import { Log } from '#platform';
import {
  Broker,
  PublishUnknown,
  Unroutable,
  type OutgoingMessage,
  type Subscribed,
  type Subscription,
} from '../broker.js';
import { defaultRetryRule, type RetryRule } from '../retry-rule.js';
import { BrokerFile } from './broker-file.js';
import { GroupCommit } from './group-commit.js';
import { ParkedInFile } from './parked-in-file.js';
import { Routes } from './routes.js';
import { WorkQueue } from './work-queue.js';
import { Worker } from './worker.js';

const PUT = `INSERT INTO delivery (queue, message_id, routing_key, body, headers, due_at) VALUES (?, ?, ?, ?, ?, ?)`;

/** How often the file is looked at for what another process, such as the command line, has changed in it. */
const LOOK_MS = 500;

export interface InProcessBrokerOptions {
  dataDir: string;
  retry?: RetryRule;
  log?: Log;
}

/** The broker of the embedded mode: inside the process, with every message in `<dataDir>/broker.sqlite`. */
export class InProcessBroker extends Broker {
  readonly parked: ParkedInFile;
  private readonly file: BrokerFile;
  private readonly commits: GroupCommit;
  private readonly routes: Routes;
  private readonly retry: RetryRule;
  private readonly log: Log;
  private readonly queues = new Map<string, WorkQueue>();
  private readonly workers = new Set<Worker>();
  private readonly look: NodeJS.Timeout;
  private closed = false;

  /** @throws when the file cannot be opened */
  constructor({ dataDir, retry = defaultRetryRule, log = Log.silent() }: InProcessBrokerOptions) {
    super();
    this.retry = retry;
    this.log = log;
    this.file = new BrokerFile(dataDir);
    this.commits = new GroupCommit(this.file);
    this.routes = new Routes(this.file);
    this.parked = new ParkedInFile(this.file, () => this.handOut());
    this.look = setInterval(() => this.handOut(), LOOK_MS).unref();
  }

  async publish({ id, routingKey, body, headers = {} }: OutgoingMessage): Promise<void> {
    if (this.closed) throw new PublishUnknown('the broker is closed');
    const queues = this.routes.of(routingKey);
    if (queues.length === 0) throw new Unroutable(routingKey);
    const travelling = JSON.stringify(headers);
    try {
      await this.commits.now(() => {
        for (const queue of queues) this.file.run(PUT, queue, id, routingKey, body, travelling, Date.now());
      });
    } catch (error) {
      throw new PublishUnknown('the broker file cannot be written', { cause: error });
    }
    queues.forEach((queue) => this.queues.get(queue)?.handOut());
  }

  async subscribe(subscription: Subscription): Promise<Subscribed> {
    const { isNew } = this.routes.declare(subscription.consumer, subscription.bindings);
    const queue = this.queueOf(subscription.consumer);
    const worker = new Worker(subscription, queue, this.log);
    this.workers.add(worker);
    queue.join(worker);
    return {
      isNew,
      settled: async () => this.routes.settle(subscription.consumer),
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
        if (!this.closed) this.commits.flush();
      },
    };
  }

  async knows(consumer: string): Promise<boolean> {
    return this.routes.knows(consumer);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.look);
    await Promise.all([...this.workers].map((worker) => worker.close()));
    this.commits.flush();
    this.file.close();
  }

  private handOut(): void {
    this.queues.forEach((queue) => queue.handOut());
  }

  private queueOf(consumer: string): WorkQueue {
    const queue = this.queues.get(consumer) ?? new WorkQueue(consumer, this.file, this.commits, this.retry, this.log);
    this.queues.set(consumer, queue);
    return queue;
  }
}
