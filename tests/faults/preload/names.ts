/**
 * Where a built service can be stopped, killed, delayed or made to fail. `<event>` such as `registration.confirmed`,
 * `<service>` the consumer.
 */
export type FailPoint =
  /** The change is committed, its event is not yet published. */
  | `before-publish:${string}`
  /** The broker has confirmed the event; the outbox row is not yet marked as sent. */
  | `after-publish:${string}`
  /** The relay has claimed a batch and not yet published it. */
  | 'relay.after-claim'
  /** The whole batch is published, none of it marked as sent. */
  | 'relay.before-mark'
  | 'relay.after-mark'
  /** The consumer is about to apply the event, or any event. */
  | `before-effect:${string}`
  | 'before-effect'
  /** The consumer's transaction is committed; the message is not yet acknowledged. */
  | `after-effect:${string}`
  /** The charge request has arrived; nothing is captured yet. */
  | 'payment.before-capture'
  /** The provider has captured; payment and registration have not stored it. */
  | 'payment.after-capture'
  /** Payment has stored the capture; registration has no reply yet. */
  | 'payment.after-capture-before-reply'
  /** The refund, or one step of it, is about to be sent to the provider. */
  | 'payment.before-refund'
  /** The provider has refunded; payment has not stored it. */
  | 'payment.after-refund'
  /** The registration is inserted; the seat is not yet assigned in the same transaction. */
  | 'registration.before-seat'
  /** The seats of a seating plan are stored; the lecture is not yet, in the same transaction. */
  | 'registration.within-seating-plan'
  /** Registrations are changed; the numbered seats that they no longer occupy are not yet free, in the same transaction. */
  | 'registration.before-seats-released'
  /** The seat is held; payment has not been called yet. */
  | 'registration.after-hold-before-charge'
  /** Payment has replied; the registration is not confirmed yet. */
  | 'registration.between-capture-and-confirm'
  /** The registration is confirmed; the student has no response yet. */
  | 'registration.after-confirm-before-answer'
  /** Before the commit of a transaction, optionally of one kind: `registration.request`, `registration.change`, `payment.change`, `inbox`, `claim`, `idempotency`. */
  | 'before-commit'
  | `before-commit:${string}`
  | `after-commit:${string}`
  | 'after-commit';

/** The guards that negative controls disable. */
export type Guard =
  /** Off: every delivery is applied. */
  | 'inbox'
  /** Off: seats are counted and then assigned in two statements. */
  | 'conditional-seat-update'
  /** Off: a numbered seat is taken whether or not it is free. */
  | 'numbered-seat-update'
  /** Off: payment does not remember that a registration has ended. */
  | 'registration-over-record'
  /** Off: calls to payment continue after failures. */
  | 'breaker'
  /** Off: the circuit breaker counts every fault, however many are one student's. */
  | 'fault-bound'
  /** Off: every request with a key is executed. */
  | 'idempotency-record'
  /** Off: a key matches any account and any body. */
  | 'idempotency-fingerprint'
  /** Off: leases of requests end by the replica's clock, and executions that have lost theirs continue. */
  | 'idempotency-fencing'
  /** Off: claims expire immediately, so that other replicas publish the same rows. */
  | 'outbox-lease'
  /** Off: a replica marks rows as sent that another replica has claimed since. */
  | 'outbox-fencing'
  /** Off: rows that could not be published are marked as sent. */
  | 'outbox-mark'
  /** Off: events are published directly, without an outbox row. */
  | 'outbox'
  /** Off: messages that cannot be consumed are dropped. */
  | 'parking'
  /** Off: stale states overwrite newer ones. */
  | 'view-sequence'
  /** Off: states are ordered by timestamp instead of sequence. */
  | 'order-by-version'
  /** Off: a failed write to the views counts as done. */
  | 'views-retry'
  /** Off: a service that receives SIGTERM exits immediately. */
  | 'drain'
  /** Off: every call to the provider uses a new key. */
  | 'one-key-per-attempt'
  /** Off: a failed refund is not retried. */
  | 'refund-retry'
  /** Off: a payment of which a part is refunded is not checked again. */
  | 'refund-continuation'
  /** Off: every refund step uses a new key, and the provider does not report the steps that it has made. */
  | 'one-key-per-refund-step'
  /** Off: a lost broker connection is not reopened. */
  | 'reconnect'
  /** Off: each statement commits separately. */
  | 'transaction'
  /** Off: a transaction is not retried after contention. */
  | 'transaction-retry'
  /** Off: a declined card counts as a failed call. */
  | 'declines-are-answers'
  /** Off: a completed payment confirms by the call's reply only, not by its event. */
  | 'confirm-by-event'
  /** Off: a capture for an ended registration is not refunded. */
  | 'refund-of-late-capture';
