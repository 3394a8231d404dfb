import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Database } from '#persistence';
import { Clock, Ids } from '#platform';
import { MessagingOptionsHolder, type MessagingOptions } from './messaging-options.js';
import { MessagingRuntime } from './messaging-runtime.js';
import { Outbox } from './outbox/outbox.js';

/** Global module of one service: provides `Outbox`, runs the relay and the consumer, and drains both on shutdown. */
@Module({})
export class MessagingModule {
  static with(options: MessagingOptions): DynamicModule {
    const outbox: Provider[] = options.guard === 'inbox' ? [outboxProvider] : [];
    return {
      module: MessagingModule,
      global: true,
      providers: [{ provide: MessagingOptionsHolder, useValue: { options } }, ...outbox, MessagingRuntime],
      exports: outbox.length > 0 ? [Outbox] : [],
    };
  }
}

const outboxProvider: Provider = {
  provide: Outbox,
  inject: [ModuleRef, Clock, Ids],
  useFactory: (moduleRef: ModuleRef, clock: Clock, ids: Ids) =>
    new Outbox(() => moduleRef.get(Database, { strict: false }), clock, ids),
};
