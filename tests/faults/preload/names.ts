/**
 * Where a built service can be stopped, killed, made to wait or to fail. `<event>` such as `registration.confirmed`,
 * `<service>` the consumer.
 */
export type FailPoint =
  /** The change is committed, its event is not yet published. */
  | `before-publish:${string}`
  /** The broker has the event, the outbox does not know. */
  | `after-publish:${string}`
  /** The relay has claimed a batch and published nothing of it. */
  | 'relay.after-claim'
  /** The whole batch is published, none of it marked as sent. */
  | 'relay.before-mark'
  | 'relay.after-mark'
  /** The consumer is about to react to the event. */
  | `before-effect:${string}`
  /** The consumer's transaction is committed, the broker has no ack. */
  | `after-effect:${string}`
  /** The request for the money has arrived; nothing is charged. */
  | 'payment.before-capture'
  /** The provider has the money, payment and registration do not know. */
  | 'payment.after-capture'
  /** Payment has stored that the provider has the money; registration has no answer. */
  | 'payment.after-capture-before-reply'
  /** The provider is asked to give the money back. */
  | 'payment.before-refund'
  | 'payment.after-refund'
  /** The registration is written, in the same transaction no seat yet. */
  | 'registration.before-seat'
  /** The seat is held, no money is asked for. */
  | 'registration.after-hold-before-charge'
  /** Payment has answered, the registration is not confirmed. */
  | 'registration.between-capture-and-confirm'
  /** The registration is confirmed, the student has no answer. */
  | 'registration.after-confirm-before-answer'
  /** A transaction has done everything but commit; of one kind: `registration.request`, `registration.change`, `payment.change`, `inbox`, `claim`, `idempotency`. */
  | 'before-commit'
  | `before-commit:${string}`
  | `after-commit:${string}`
  | 'after-commit';

/** What keeps the system whole, and what a negative control takes out. */
export type Guard =
  /** Every event is new to the consumer. */
  | 'inbox'
  /** Seats are counted first and then given, not in one conditional update. */
  | 'conditional-seat-update'
  /** Payment does not remember that a registration is over. */
  | 'registration-over-record'
  /** Calls to payment are not broken off after failures. */
  | 'breaker'
  /** A key is never met again. */
  | 'idempotency-record'
  /** A key matches any account and any body. */
  | 'idempotency-fingerprint'
  /** What is published is never marked as sent before it is claimed again by others. */
  | 'outbox-lease'
  /** Marks every claimed row, whatever replica holds the claim now. */
  | 'outbox-fencing'
  /** What could not be published is marked as sent. */
  | 'outbox-mark'
  /** Events are published at once, without an outbox row. */
  | 'outbox'
  /** What cannot be consumed is gone. */
  | 'parking'
  /** Stale states overwrite newer ones. */
  | 'view-sequence'
  /** The newer of two states is the one with the later time. */
  | 'order-by-version'
  /** What could not be kept counts as kept. */
  | 'views-retry'
  /** A service that receives SIGTERM exits immediately. */
  | 'drain'
  /** The provider is charged under a key of its own each time. */
  | 'one-key-per-attempt'
  /** A refund that failed is not tried again. */
  | 'refund-retry'
  /** A lost broker connection is not reopened. */
  | 'reconnect'
  /** Each statement commits by itself. */
  | 'transaction'
  /** A transaction is not repeated after contention. */
  | 'transaction-retry'
  /** A declined card counts as a failed call. */
  | 'declines-are-answers'
  /** A completed payment confirms by the call's answer alone, not by its event. */
  | 'confirm-by-event'
  /** Money for a registration that is over stays where it is. */
  | 'refund-of-late-capture';
