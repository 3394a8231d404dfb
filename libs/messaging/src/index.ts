export {
  Broker,
  ParkedMessages,
  PublishUnknown,
  Unroutable,
  type Delivery,
  type OutgoingMessage,
  type ParkedMessage,
  type ParkedMessageDetails,
  type NewQueue,
  type Subscribed,
  type Subscription,
  type Verdict,
} from './broker/broker.js';
export { queueNames } from './broker/rabbitmq/topology.js';
export { parkedMessageOf } from './broker/rabbitmq/rabbitmq-parked-messages.js';
export { openBroker } from './broker/open-broker.js';
export { defaultRetryPolicy, type RetryPolicy } from './broker/broker.js';
export { EXIT, processCommandLine, withBroker, type CommandLine } from './cli/command-line.js';
export { EffectStore } from './inbox/effect-guard.js';
export { MessagingModule } from './messaging.module.js';
export { type InboxGuarded, type MessagingOptions, type SequenceGuarded } from './messaging-options.js';
export { requestResync } from './resync/control-messages.js';
export { Outbox } from './outbox/outbox.js';
export { whenever, type Policy } from './policies/policy.js';
export { ResyncSource, statePage, type StatePage } from './resync/resync-publisher.js';
export { RpcTransport, TimedRequest, timeoutOf } from './rpc/rpc-transport.js';
export { openWiring, type Wiring, type WiringSettings } from './wiring.js';
export { messagingEntities } from './entities.js';
export { messagingMigrations } from './migration.js';
