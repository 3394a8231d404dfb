import { eventNames, type EventName } from '../events/catalog.js';
import {
  REPUBLISH_REQUESTED,
  republishKeyOf,
  resyncFinishedKeyOf,
  rebuildRequestedKeyOf,
  RESYNC_REQUESTED,
} from '../events/resync.js';
import { resyncKeyOf, routingKeyOf } from '../events/envelope.js';
import { PAYMENT_RPC_QUEUE } from '../rpc/charge.js';
import { sourceOf } from '../services.js';
import { JsonSchemas, type Json } from './messages.js';
import { messagesOf } from './messages.js';

const ABOUT = `The messages between the services of Sugang, beside HTTP.

Every event is a CloudEvent 1.0 that carries the whole public state of one aggregate after one change, with its \`sequence\`
(1, 2, 3 …). Order is not guaranteed: apply the state with the higher sequence and ignore the rest. Delivery is at least once; \`id\` is
the same for every delivery. Within \`v1\` a message may gain optional fields and nothing else.

RabbitMQ has one durable topic exchange, \`sugang.events\`; the routing key is the address of the channel. Each consuming service has
one durable queue of its own name.`;

export function asyncApiDocument() {
  const schemas = new JsonSchemas();
  const messages = messagesOf(schemas);
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Sugang: events',
      version: '1',
      description: ABOUT,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    channels: {
      ...Object.fromEntries(eventNames.map((name) => [name, onExchange(routingKeyOf(name), [name])])),
      ...others(),
    },
    operations: operations(),
    components: { messages, schemas: schemas.components },
  };
}
export type AsyncApiDocument = ReturnType<typeof asyncApiDocument>;

const others = (): Record<string, Json> => ({
  resync: {
    ...onExchange(resyncKeyOf('{consumer}', '{event}' as EventName), eventNames),
    description: 'Current states, re-published to one consumer that requested a resync; each carries `resync`.',
    parameters: { consumer: CONSUMER, event: { description: 'Name of the event.', enum: eventNames } },
  },
  republish: {
    ...onExchange(republishKeyOf('{consumer}', '{event}' as EventName), eventNames),
    description: 'Events of the outbox, published again unchanged to one consumer whose queue was lost.',
    parameters: { consumer: CONSUMER, event: { description: 'Name of the event.', enum: eventNames } },
  },
  'republish-requested': onExchange(REPUBLISH_REQUESTED, ['republish-requested']),
  'resync-requested': onExchange(RESYNC_REQUESTED, ['resync-requested']),
  'resync-finished': {
    ...onExchange(resyncFinishedKeyOf('{consumer}'), ['resync-finished']),
    parameters: { consumer: CONSUMER },
  },
  'rebuild-requested': {
    ...onExchange(rebuildRequestedKeyOf('{consumer}'), ['rebuild-requested']),
    parameters: { consumer: CONSUMER },
  },
  charges: {
    address: PAYMENT_RPC_QUEUE,
    messages: refs(['charge'], '#/components/messages'),
    bindings: { amqp: { is: 'queue', queue: { name: PAYMENT_RPC_QUEUE, durable: true } } },
  },
  'charge-answers': { address: null, messages: refs(['charge-answer'], '#/components/messages') },
});

const CONSUMER = { description: 'Name of the consuming service, such as `mypage`.' };

function operations(): Record<string, Json> {
  const sends = (channel: string, by: string): Json => ({
    action: 'send',
    channel: ref(`#/channels/${channel}`),
    tags: [{ name: by }],
  });
  return {
    ...Object.fromEntries(eventNames.map((name) => [`publish ${name}`, sends(name, sourceOf(name))])),
    're-publish': sends('resync', 'every publisher'),
    'publish again': sends('republish', 'every publisher'),
    'request missed events': sends('republish-requested', 'every consumer'),
    'request a resync': sends('resync-requested', 'every consumer'),
    'finish a resync': sends('resync-finished', 'every publisher'),
    'request a rebuild': sends('rebuild-requested', 'an operator'),
    charge: {
      ...sends('charges', 'registration'),
      description: 'HTTP and gRPC offer the same call.',
      reply: { address: { location: '$message.header#/replyTo' }, channel: ref('#/channels/charge-answers') },
    },
  };
}

const onExchange = (address: string, names: readonly string[]): Json => ({
  address,
  messages: refs(names, '#/components/messages'),
  bindings: { amqp: { is: 'routingKey', exchange: { name: 'sugang.events', type: 'topic', durable: true } } },
});

const ref = ($ref: string): Json => ({ $ref });
const refs = (names: readonly string[], at: string): Json =>
  Object.fromEntries(names.map((name) => [name, ref(`${at}/${name}`)]));
