import { connect, type ChannelModel, type ConsumeMessage } from 'amqplib';

export interface Tapped {
  id: string;
  routingKey: string;
  body: string;
}

const TRY_AGAIN_MS = 500;

/** Records every published event, on a durable queue of its own, across every outage of the broker. */
export class Tap {
  readonly published: Tapped[] = [];
  /** Every message with a greater id was published after the tap started. */
  since = '';
  private readonly times = new Map<string, number>();
  private connection: ChannelModel | undefined;
  private closed = false;

  private constructor(
    private readonly url: string,
    private readonly namespace: string,
  ) {}

  static async open(url: string, namespace: string): Promise<Tap> {
    const tap = new Tap(url, namespace);
    await tap.listen();
    tap.since = idOfNow();
    return tap;
  }

  /** How often a message was published. */
  timesOf(id: string): number {
    return this.times.get(id) ?? 0;
  }

  async close(): Promise<void> {
    this.closed = true;
    const channel = await this.connection?.createChannel();
    await channel?.deleteQueue(this.queue);
    await this.connection?.close();
  }

  private get queue(): string {
    return `${this.namespace}.tap`;
  }

  private async listen(): Promise<void> {
    const connection = await connect(`${this.url}?heartbeat=5`);
    this.connection = connection;
    // `close` always follows and reports the error.
    connection.on('error', () => (this.connection = undefined)).on('close', () => this.listenAgain());
    const channel = await connection.createChannel();
    channel.on('error', () => (this.connection = undefined));
    await channel.assertQueue(this.queue, { durable: true });
    await channel.bindQueue(this.queue, `${this.namespace}.sugang.events`, '#');
    await channel.consume(this.queue, (message) => {
      if (!message) return;
      this.record(message);
      channel.ack(message);
    });
  }

  private listenAgain(): void {
    this.connection = undefined;
    if (this.closed) return;
    setTimeout(() => {
      this.listen().catch(() => this.listenAgain());
    }, TRY_AGAIN_MS).unref();
  }

  private record({ properties, fields, content }: ConsumeMessage): void {
    const id = String(properties.messageId);
    const known = this.timesOf(id);
    // Messages that this tap could not acknowledge are redelivered.
    if (fields.redelivered && known > 0) return;
    this.times.set(id, known + 1);
    if (known === 0) this.published.push({ id, routingKey: fields.routingKey, body: content.toString() });
  }
}

/** UUIDv7: the id starts with its timestamp. */
const idOfNow = (): string =>
  Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2-8');
