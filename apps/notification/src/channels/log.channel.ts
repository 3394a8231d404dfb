import type { Log } from '#platform';
import { Channel, type OutgoingMessage } from '../use-cases/channel.js';

/** Tells nobody outside: the message shows at `GET /mypage/notifications` as soon as it is recorded as sent. */
export class LogChannel extends Channel {
  readonly name = 'log';

  constructor(private readonly log: Log) {
    super();
  }

  async send({ key, template, registrationId }: OutgoingMessage): Promise<void> {
    this.log.info('a message is shown to a student', { key, template, registrationId });
  }

  async close(): Promise<void> {}
}
