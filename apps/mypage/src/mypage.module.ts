import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Broker, MessagingModule, type Wiring } from '#messaging';
import { Clock, PlatformModule, Readiness, Shutdown } from '#platform';
import { Owners } from './domain/owners.js';
import { Views } from './domain/views.js';
import { MyPageController } from './http/my-page.controller.js';
import { StreamController } from './http/stream.controller.js';
import { BrokerOwners } from './owners/broker.owners.js';
import { openViews } from './persistence/open-views.js';
import { ViewsEffectStore } from './persistence/views-effect-store.js';
import { WheneverARebuildIsRequestedRebuildViews } from './policies/whenever-a-rebuild-is-requested-rebuild-views.js';
import { WheneverAnOwnerHasFinishedSwitchViews } from './policies/whenever-an-owner-has-finished-switch-views.js';
import { WheneverAnythingHappensShowIt } from './policies/whenever-anything-happens-show-it.js';
import type { MyPageSettings } from './settings.js';
import { ClearAbandonedViews } from './use-cases/clear-abandoned-views.js';
import { KeepPublishedStateHandler } from './use-cases/keep-published-state.js';
import { ListMyRegistrationsHandler } from './use-cases/list-my-registrations.js';
import { LiveRules, LiveViews } from './use-cases/live-views.js';
import { NoteOwnerFinishedHandler } from './use-cases/note-owner-finished.js';
import { RebuildViewsHandler } from './use-cases/rebuild-views.js';
import { ShowMyPageHandler } from './use-cases/show-my-page.js';
import { ShowMyRegistrationHandler } from './use-cases/show-my-registration.js';
import { SwitchViews } from './use-cases/switch-views.js';

export { myPageSettings, type MyPageSettings } from './settings.js';

const CONSUMED_AT_A_TIME = 32;

@Module({})
export class MyPageModule {
  static with(settings: MyPageSettings, wiring: Wiring): DynamicModule {
    return {
      module: MyPageModule,
      imports: [
        PlatformModule.with({ service: 'mypage', settings, keys: wiring.keys, clock: wiring.clock, api }),
        MessagingModule.with({
          service: 'mypage',
          broker: wiring.broker,
          policies: [WheneverAnythingHappensShowIt],
          guard: 'sequence',
          store: ViewsEffectStore,
          onResyncFinished: WheneverAnOwnerHasFinishedSwitchViews,
          resyncWhenNew: true,
          concurrency: CONSUMED_AT_A_TIME,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [MyPageController, StreamController],
      providers: [
        ...policies,
        ...useCases,
        viewsIn(settings),
        ViewsEffectStore,
        { provide: LiveRules, useValue: liveRulesOf(settings) },
        { provide: Broker, useValue: wiring.broker },
        {
          provide: Owners,
          useFactory: (clock: Clock) => new BrokerOwners(wiring.broker, clock),
          inject: [Clock],
        },
      ],
    };
  }
}

const api = {
  title: 'Sugang My Page',
  description: 'Everything about the registrations of one student, without asking the other services.',
  tags: { 'my page': 'Registrations with lecture and payment side by side, and their changes as they happen.' },
};

const policies: Provider[] = [
  WheneverAnythingHappensShowIt,
  WheneverAnOwnerHasFinishedSwitchViews,
  WheneverARebuildIsRequestedRebuildViews,
];

const useCases: Provider[] = [
  KeepPublishedStateHandler,
  NoteOwnerFinishedHandler,
  RebuildViewsHandler,
  SwitchViews,
  ClearAbandonedViews,
  ShowMyPageHandler,
  ListMyRegistrationsHandler,
  ShowMyRegistrationHandler,
  LiveViews,
];

/** Read by readiness, closed last. */
const viewsIn = (settings: MyPageSettings): Provider => ({
  provide: Views,
  inject: [Readiness, Shutdown],
  useFactory: async (readiness: Readiness, shutdown: Shutdown) => {
    const views = await openViews(settings);
    readiness.check('views', () => views.ping());
    shutdown.add('store', { drain: () => views.close() });
    return views;
  },
});

const liveRulesOf = (settings: MyPageSettings): LiveRules =>
  new LiveRules(
    settings.SUGANG_STREAM_POLL_MS,
    settings.SUGANG_STREAM_HEARTBEAT_MS,
    settings.SUGANG_STREAMS_PER_STUDENT,
  );
