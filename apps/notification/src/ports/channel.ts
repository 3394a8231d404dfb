import type { Locale, NotificationChannel, NotificationTemplate } from '#contracts';

/** A message on its way to one student by one channel. */
export interface OutgoingMessage {
  /** The same for every try of this message by this channel: who takes it twice under one key, delivers it once. */
  key: string;
  registrationId: string;
  template: NotificationTemplate;
  locale: Locale;
  title: string;
  body: string;
  /** When it was decided to tell it. */
  at: Date;
  to: Recipient;
}

/** The addresses of a student; null: unknown. */
export interface Recipient {
  studentId: string;
  email: string | null;
  phone: string | null;
  webhookUrl: string | null;
}

/** No try takes longer, in milliseconds: each channel gives up by then. */
export const LONGEST_TRY_MS = 30_000;
/** How many messages leave at a time, unless a channel takes fewer. */
export const MOST_AT_ONCE = 16;

/**
 * One way of reaching students. Works outside of any transaction, and gives up by itself after a while.
 * A failure that is not `Undeliverable` means: nobody knows whether it arrived, try again under the same key.
 */
export abstract class Channel {
  abstract readonly name: NotificationChannel;
  /** Messages that it takes at a time: a further one would wait, and the time of its try run meanwhile. */
  readonly atOnce: number = MOST_AT_ONCE;
  /**
   * Resolves once the provider has taken the message, or says that it has taken this key before.
   * @throws Undeliverable when trying again is hopeless; NotYet when the provider says when to come back
   */
  abstract send(message: OutgoingMessage): Promise<void>;
  /** Closes its connections. */
  abstract close(): Promise<void>;
}

/** No further try can help: there is no address, or the provider has refused the message. Carries no personal data. */
export class Undeliverable extends Error {}

/** The provider wants to be left alone for `waitMs`. */
export class NotYet extends Error {
  constructor(
    reason: string,
    readonly waitMs: number,
  ) {
    super(reason);
  }
}

/** The channels that this site offers. */
export class Channels {
  constructor(readonly offered: readonly Channel[]) {}

  get names(): NotificationChannel[] {
    return this.offered.map(({ name }) => name);
  }

  /** How many messages a channel takes at a time, offered or not. */
  atOnce(name: NotificationChannel): number {
    return this.offered.find((each) => each.name === name)?.atOnce ?? MOST_AT_ONCE;
  }

  /** @throws where the site does not offer it */
  named(name: NotificationChannel): Channel {
    const channel = this.offered.find((each) => each.name === name);
    if (!channel) throw new Undeliverable(`the channel ${name} is not offered`);
    return channel;
  }
}
