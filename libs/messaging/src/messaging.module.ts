import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Database } from '#persistence';
import { Clock, Ids } from '#platform';
import { MessagingWiring, type MessagingOptions } from './messaging-options.js';
import { MessagingStart } from './messaging-start.js';
import { Outbox } from './outbox/outbox.js';

/** Global module of one service: provides `Outbox`, binds the policies, relays, consumes, and drains on shutdown. */
@Module({})
export class MessagingModule {
  static with(options: MessagingOptions): DynamicModule {
    const outbox: Provider[] = options.guard === 'inbox' ? [outboxProvider] : [];
    return {
      module: MessagingModule,
      global: true,
      providers: [{ provide: MessagingWiring, useValue: { options } }, ...outbox, MessagingStart],
      exports: outbox.length > 0 ? [Outbox] : [],
    };
  }
}

const outboxProvider: Provider = {
  provide: Outbox,
  inject: [ModuleRef, Clock, Ids],
  useFactory: (found: ModuleRef, clock: Clock, ids: Ids) =>
    new Outbox(() => found.get(Database, { strict: false }), clock, ids),
};
