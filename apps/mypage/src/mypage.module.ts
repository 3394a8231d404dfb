import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Broker, EffectStore, MessagingModule, type Wiring } from '#messaging';
import { ConnectionMetrics, PlatformModule, Readiness, Shutdown } from '#platform';
import { LectureCancellationsController } from './http/lecture-cancellations.controller.js';
import { LiveViews } from './http/live-views.js';
import { MyPageController } from './http/my-page.controller.js';
import { StreamController } from './http/stream.controller.js';
import { StreamTicketsController } from './http/stream-tickets.controller.js';
import { jobs } from './jobs.js';
import type { MongoViews } from './persistence/mongo-views.js';
import { SqliteViews } from './persistence/sqlite-views.js';
import { policies } from './policies.js';
import { StreamTickets } from './ports/stream-tickets.js';
import { Views } from './ports/views.js';
import { RebuildRequests } from './rpc/rebuild-requests.js';
import { MyPageSettings } from './settings.js';
import { ApplyPublishedStateHandler } from './use-cases/apply-published-state.js';
import { ClearAbandonedViewsHandler } from './use-cases/clear-abandoned-views.js';
import { CreateStreamTicketHandler } from './use-cases/create-stream-ticket.js';
import { DeleteExpiredStreamTicketsHandler } from './use-cases/delete-expired-stream-tickets.js';
import { ListMyRegistrationsHandler } from './use-cases/list-my-registrations.js';
import { ListViewChangesHandler, ShowChangedViewsHandler } from './use-cases/list-view-changes.js';
import { RebuildViewsHandler } from './use-cases/rebuild-views.js';
import {
  RebuildCompletion,
  RecordOwnerFinished,
  RecordOwnerFinishedHandler,
} from './use-cases/record-owner-finished.js';
import { RedeemStreamTicketHandler } from './use-cases/redeem-stream-ticket.js';
import { ShowLectureCancellationHandler } from './use-cases/show-lecture-cancellation.js';
import { ShowMyPageHandler } from './use-cases/show-my-page.js';
import { ShowMyRegistrationHandler } from './use-cases/show-my-registration.js';

export { MyPageSettings } from './settings.js';

@Module({})
export class MyPageModule {
  static with(settings: MyPageSettings, { broker, keys, clock }: Wiring): DynamicModule {
    const service = 'mypage';
    return {
      module: MyPageModule,
      imports: [
        PlatformModule.with({ service, settings, keys, clock, jobs, api }),
        MessagingModule.with({
          service,
          broker,
          settings,
          disabledServices: settings.SUGANG_DISABLED_SERVICES,
          policies,
          guard: 'sequence',
          store: EffectStore,
          whenResyncFinished: ({ requestId, source, emitted }) => new RecordOwnerFinished(requestId, source, emitted),
          resyncWhenNew: true,
          concurrency: 32,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [MyPageController, StreamController, StreamTicketsController, LectureCancellationsController],
      providers: [
        { provide: MyPageSettings, useValue: settings },
        { provide: Broker, useValue: broker },
        ...commands,
        ...queries,
        ...adapters,
      ],
    };
  }
}

const api = {
  title: 'Sugang My Page',
  description: 'The registrations of one student with lecture and payment, without calls to other services.',
  tags: {
    'my page': 'Registrations with lecture and payment, and their changes as they happen.',
    teaching: 'Lectures and rosters for instructors and admins.',
  },
};

const commands: Provider[] = [
  ApplyPublishedStateHandler,
  RebuildViewsHandler,
  RecordOwnerFinishedHandler,
  RebuildCompletion,
  ClearAbandonedViewsHandler,
  CreateStreamTicketHandler,
  RedeemStreamTicketHandler,
  DeleteExpiredStreamTicketsHandler,
];

const queries: Provider[] = [
  ShowMyPageHandler,
  ShowLectureCancellationHandler,
  ListMyRegistrationsHandler,
  ShowMyRegistrationHandler,
  ListViewChangesHandler,
  ShowChangedViewsHandler,
];

const adapters: Provider[] = [
  LiveViews,
  RebuildRequests,
  { provide: EffectStore, useExisting: Views },
  { provide: StreamTickets, inject: [Views], useFactory: ({ tickets }: Views) => tickets },
  {
    provide: Views,
    inject: [MyPageSettings, Readiness, Shutdown, ConnectionMetrics],
    useFactory: async (
      settings: MyPageSettings,
      readiness: Readiness,
      shutdown: Shutdown,
      connections: ConnectionMetrics,
    ): Promise<Views> => {
      const views = await openViews(settings);
      connections.observe('views', () => views.connectionUse);
      readiness.check('views', () => views.ping());
      shutdown.add('store', { drain: () => views.close() });
      return views;
    },
  },
];

async function openViews({ VIEWS_URL, SUGANG_DATA_DIR }: MyPageSettings): Promise<SqliteViews | MongoViews> {
  if (VIEWS_URL === 'sqlite:') return SqliteViews.open(SUGANG_DATA_DIR);
  const { MongoViews: Mongo } = await import('./persistence/mongo-views.js');
  return Mongo.open(VIEWS_URL);
}
