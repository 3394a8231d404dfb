import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { SimulatedProviderState } from '#contracts';
import { MessagingModule, type Broker, type ResyncSource, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { databaseOptionsOf, PlatformModule } from '#platform';
import { ExternalAccountRoutes, ExternalAccountsController } from './http/external-accounts.controller.js';
import { identitySchema } from './persistence/identity-store.js';
import { operations } from './operations.js';
import { SubjectResync } from './persistence/resync.js';
import { TypeormSubjects } from './persistence/typeorm-subjects.js';
import { Subjects } from './ports/accounts.js';
import { IdentitySettings } from './settings.js';
import { ChooseLocaleHandler } from './use-cases/choose-locale.js';
import { ProvisionAccountHandler } from './use-cases/provision-account.js';

const service = 'identity';
const api = {
  title: 'Sugang identity',
  description: 'Accounts that an external identity provider manages.',
  tags: { accounts: 'Accounts of students, instructors and admins.' },
};

/** Identity publishes events and consumes none. */
export const publishingMessages = (broker: Broker, settings: IdentitySettings, resyncSources: Type<ResyncSource>[]) =>
  MessagingModule.with({
    service,
    broker,
    settings,
    disabledServices: settings.SUGANG_DISABLED_SERVICES,
    policies: [],
    guard: 'inbox',
    resyncSources,
    resyncWhenNew: false,
  });

/** Identity when an external identity provider manages the accounts (OIDC_ISSUER). */
@Module({})
export class ExternalAccountsModule {
  static with(settings: IdentitySettings, wiring: Wiring, simulated?: SimulatedProviderState): DynamicModule {
    const { keys, clock, broker } = wiring;
    const forOperators = operations(wiring, simulated);
    return {
      module: ExternalAccountsModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource(service, databaseOptionsOf(settings), identitySchema)),
        DatabaseModule.forRoot(service),
        PlatformModule.with({ service, settings, keys, clock, api }),
        publishingMessages(broker, settings, [SubjectResync]),
        CqrsModule.forRoot(),
      ],
      controllers: [ExternalAccountsController, ...forOperators.controllers],
      providers: [
        { provide: IdentitySettings, useValue: settings },
        { provide: Subjects, useClass: TypeormSubjects },
        ExternalAccountRoutes,
        ProvisionAccountHandler,
        ChooseLocaleHandler,
        SubjectResync,
        ...forOperators.providers,
      ],
    };
  }
}
