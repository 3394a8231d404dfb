import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { Channel, ChannelModel, ConfirmChannel } from 'amqplib';
import type { Log } from '#platform';
import { reasonOf } from '../../outage-log.js';

const REOPEN_MS = 1_000;

export type OpenChannel<Kind extends Channel> = (connection: ChannelModel) => Promise<Kind>;

export const plainChannel: OpenChannel<Channel> = (connection) => connection.createChannel();
export const confirmChannel: OpenChannel<ConfirmChannel> = (connection) => connection.createConfirmChannel();

/** A channel that is opened with every connection, and again when only the channel was closed: the library reopens neither. */
export class RabbitmqChannel<Kind extends Channel> {
  /** Undefined while there is no channel whose setup has succeeded. */
  current: Kind | undefined;
  private opened: Kind | undefined;
  private closed = false;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly manager: AmqpConnectionManager,
    private readonly name: string,
    private readonly open: OpenChannel<Kind>,
    private readonly setup: (channel: Kind) => Promise<void>,
    private readonly log: Log,
  ) {
    manager.on('connect', this.onConnect);
    void this.connect();
  }

  /** Resolves with the channel once its setup has succeeded. */
  async ready(): Promise<Kind> {
    while (!this.current) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.current;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.manager.removeListener('connect', this.onConnect);
    const { opened } = this;
    this.current = this.opened = undefined;
    try {
      await opened?.close();
    } catch (error) {
      this.log.debug('a channel ended with its connection', { name: this.name, error });
    }
  }

  /** Closes the channel; the next one runs the setup again. */
  reopen(): void {
    this.opened?.close().catch((error: unknown) => this.log.debug('a channel was already closed', { error }));
  }

  private readonly onConnect = (): void => void this.connect();

  private async connect(): Promise<void> {
    const connection = this.manager.connection;
    if (!connection || this.closed) return;
    try {
      const channel = await this.open(connection);
      channel.on('error', (error: unknown) =>
        this.log.warn('RabbitMQ closed a channel', { name: this.name, reason: reasonOf(error) }),
      );
      channel.on('close', () => this.lost(channel, connection));
      this.opened = channel;
      await this.prepare(channel);
    } catch (error) {
      this.log.debug('a channel could not be opened', { name: this.name, error });
      this.reopenLater(connection);
    }
  }

  private async prepare(channel: Kind): Promise<void> {
    try {
      await this.setup(channel);
    } catch (error) {
      if (this.opened !== channel) return; // Closed meanwhile, which has been logged.
      this.log.warn('a RabbitMQ channel could not be set up', { name: this.name, reason: reasonOf(error) });
      this.reopen();
      return;
    }
    if (this.opened !== channel) return;
    this.current = channel;
    this.waiting.splice(0).forEach((resolve) => resolve());
  }

  private lost(channel: Kind, connection: ChannelModel): void {
    if (this.opened !== channel) return;
    this.current = this.opened = undefined;
    this.reopenLater(connection);
  }

  /** A new connection opens its own channel. */
  private reopenLater(connection: ChannelModel): void {
    setTimeout(() => {
      if (this.manager.connection === connection && !this.opened) void this.connect();
    }, REOPEN_MS).unref();
  }
}
