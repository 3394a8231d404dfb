import type { Language, NotificationChannel, NotificationTemplate } from '#contracts';

export interface OutgoingMessage {
  /** Idempotency key: the same for every attempt to send this message by this channel. */
  key: string;
  registrationId: string | null;
  staffOf: string | null;
  template: NotificationTemplate;
  locale: Language;
  title: string;
  body: string;
  createdAt: Date;
  to: Recipient;
}

export interface Recipient {
  accountId: string;
  email: string | null;
  phone: string | null;
  webhookUrl: string | null;
}

/** Upper bound of one attempt, in milliseconds; every channel times out by then. */
export const MAX_ATTEMPT_MS = 30_000;
export const MAX_CONCURRENCY = 16;

/** Any error except `Undeliverable` leaves the outcome unknown: the message is sent again with the same key. */
export abstract class Channel {
  abstract readonly name: NotificationChannel;
  /** Messages sent at a time; any more would use up the time of their attempt in a queue. */
  readonly concurrency: number = MAX_CONCURRENCY;
  /** Maximum concurrent messages to one destination. */
  readonly perDestination: number = 1;
  /** Slots of `concurrency` that only first attempts may use. */
  readonly forFirstAttempts: number = 0;
  /** Whether messages to one destination are limited per hour and day: where it costs money or may belong to another person. */
  readonly hasBudget: boolean = false;
  /** The address or host that limits apply to; undefined if the message stays within the system. */
  destinationOf(_to: Recipient): string | undefined {
    return undefined;
  }
  /** @throws Undeliverable when no retry can succeed; RetryLater when the provider asks for a pause */
  abstract send(message: OutgoingMessage): Promise<void>;
  abstract close(): Promise<void>;
}

/** No retry can succeed: the address is missing, or the provider rejected the message. Carries no personal data. */
export class Undeliverable extends Error {}

export class RetryLater extends Error {
  constructor(
    reason: string,
    readonly waitMs: number,
  ) {
    super(reason);
  }
}

export class Channels {
  constructor(private readonly offered: readonly Channel[]) {}

  find(name: NotificationChannel): Channel | undefined {
    return this.offered.find((channel) => channel.name === name);
  }

  named(name: NotificationChannel): Channel {
    const channel = this.find(name);
    if (!channel) throw new Undeliverable(`the channel ${name} is not offered`);
    return channel;
  }

  async close(): Promise<void> {
    await Promise.all(this.offered.map((channel) => channel.close()));
  }
}
