import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MessagingModule, type Wiring } from '#messaging';
import { Database } from '#persistence';
import { Clock, Log, PlatformModule, storeAt } from '#platform';
import { DerivedWebhookSecrets } from './channels/derived.webhook-secrets.js';
import { offeredChannels } from './channels/offered-channels.js';
import { NotificationsController } from './http/notifications.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { openNotificationStore } from './persistence/notification-store.js';
import { TypeormAnnouncements } from './persistence/typeorm.announcements.js';
import { TypeormDueNotifications } from './persistence/typeorm.due-notifications.js';
import { TypeormKnownAccounts } from './persistence/typeorm.known-accounts.js';
import { TypeormKnownLectures } from './persistence/typeorm.known-lectures.js';
import { TypeormKnownRegistrations } from './persistence/typeorm.known-registrations.js';
import { TypeormNotifications } from './persistence/typeorm.notifications.js';
import { TypeormPreferenceChoices } from './persistence/typeorm.preference-choices.js';
import { WheneverAccountChangedKeepItsCopy } from './policies/whenever-account-changed-keep-its-copy.js';
import { WheneverLectureChangedKeepItsCopy } from './policies/whenever-lecture-changed-keep-its-copy.js';
import { WheneverLectureChangedTellThoseRegistered } from './policies/whenever-lecture-changed-tell-those-registered.js';
import { WheneverPaymentCanceledTellOfTheRefund } from './policies/whenever-payment-canceled-tell-of-the-refund.js';
import { WheneverRegistrationChangedKeepItsCopy } from './policies/whenever-registration-changed-keep-its-copy.js';
import { WheneverRegistrationChangedTellTheStudent } from './policies/whenever-registration-changed-tell-the-student.js';
import { RoundInterval, SendingRounds } from './rounds/sending-rounds.js';
import type { NotificationSettings } from './settings.js';
import { AnnounceLectureChangeHandler } from './use-cases/announce-lecture-change.js';
import { Announcements } from './use-cases/announcements.js';
import { Channels } from './use-cases/channel.js';
import { ChoosePreferencesHandler } from './use-cases/choose-preferences.js';
import { DueNotifications } from './use-cases/due-notifications.js';
import { KeepAccountHandler } from './use-cases/keep-account.js';
import { KeepLectureHandler } from './use-cases/keep-lecture.js';
import { KeepRegistrationHandler } from './use-cases/keep-registration.js';
import { KnownAccounts } from './use-cases/known-accounts.js';
import { KnownLectures } from './use-cases/known-lectures.js';
import { KnownRegistrations } from './use-cases/known-registrations.js';
import { ListMyNotificationsHandler } from './use-cases/list-my-notifications.js';
import { Notifications } from './use-cases/notifications.js';
import { PreferenceChoices, SiteOffer, WebhookSecrets } from './use-cases/preference-choices.js';
import { SendDueNotificationsHandler } from './use-cases/send-due-notifications.js';
import { Patience, Sending } from './use-cases/sending.js';
import { SendingBell } from './use-cases/sending-bell.js';
import { ShowPreferencesHandler } from './use-cases/show-preferences.js';
import { TellOfRefundHandler } from './use-cases/tell-of-refund.js';
import { Grace, TellOfRegistrationHandler } from './use-cases/tell-of-registration.js';
import { TellThoseRegisteredHandler } from './use-cases/tell-those-registered.js';

export { notificationSettings, type NotificationSettings } from './settings.js';

@Module({})
class NotificationStoreModule {
  static with(settings: NotificationSettings): DynamicModule {
    const database = { provide: Database, useFactory: () => openNotificationStore(storeAt(settings)) };
    return { module: NotificationStoreModule, global: true, providers: [database], exports: [Database] };
  }
}

@Module({})
export class NotificationModule {
  static with(settings: NotificationSettings, { broker, keys, clock }: Wiring): DynamicModule {
    const service = 'notification';
    return {
      module: NotificationModule,
      imports: [
        NotificationStoreModule.with(settings),
        PlatformModule.with({ service, settings, keys, clock, api }),
        MessagingModule.with({ service, broker, policies, guard: 'inbox', resyncWhenNew: true }),
        CqrsModule.forRoot(),
      ],
      controllers: [NotificationsController, PreferencesController],
      providers: [...policies, ...handlers, ...stores, ...channelsOf(settings), ...rulesOf(settings)],
    };
  }
}

const api = {
  title: 'Sugang notification',
  description: 'What students are told, and how they want to be told.',
  tags: { notifications: 'Messages to a student, and their preferences.' },
};

const policies = [
  WheneverRegistrationChangedTellTheStudent,
  WheneverRegistrationChangedKeepItsCopy,
  WheneverPaymentCanceledTellOfTheRefund,
  WheneverLectureChangedTellThoseRegistered,
  WheneverLectureChangedKeepItsCopy,
  WheneverAccountChangedKeepItsCopy,
];

const handlers: Provider[] = [
  KeepAccountHandler,
  KeepLectureHandler,
  KeepRegistrationHandler,
  TellOfRegistrationHandler,
  TellOfRefundHandler,
  AnnounceLectureChangeHandler,
  TellThoseRegisteredHandler,
  SendDueNotificationsHandler,
  ListMyNotificationsHandler,
  ShowPreferencesHandler,
  ChoosePreferencesHandler,
  Sending,
  SendingBell,
  SendingRounds,
];

const stores: Provider[] = [
  { provide: KnownAccounts, useClass: TypeormKnownAccounts },
  { provide: KnownLectures, useClass: TypeormKnownLectures },
  { provide: KnownRegistrations, useClass: TypeormKnownRegistrations },
  { provide: Notifications, useClass: TypeormNotifications },
  { provide: DueNotifications, useClass: TypeormDueNotifications },
  { provide: Announcements, useClass: TypeormAnnouncements },
  { provide: PreferenceChoices, useClass: TypeormPreferenceChoices },
];

const channelsOf = (settings: NotificationSettings): Provider[] => [
  { provide: WebhookSecrets, useValue: new DerivedWebhookSecrets(settings.SUGANG_WEBHOOK_SECRET ?? '') },
  {
    provide: Channels,
    inject: [WebhookSecrets, Clock, Log],
    useFactory: (secrets: WebhookSecrets, clock: Clock, log: Log) => offeredChannels(settings, secrets, clock, log),
  },
  {
    provide: SiteOffer,
    inject: [Channels],
    useFactory: ({ names }: Channels) =>
      new SiteOffer({ channels: names, anyWebhookTarget: settings.SUGANG_WEBHOOK_ALLOW_PRIVATE }),
  },
];

const rulesOf = (settings: NotificationSettings): Provider[] => [
  { provide: Grace, useValue: new Grace(settings.SUGANG_NOTIFICATION_GRACE_MS) },
  { provide: RoundInterval, useValue: new RoundInterval(settings.SUGANG_NOTIFICATION_SWEEP_MS) },
  {
    provide: Patience,
    useValue: new Patience({
      attempts: settings.SUGANG_NOTIFICATION_ATTEMPTS,
      firstPauseMs: settings.SUGANG_NOTIFICATION_RETRY_MS,
    }),
  },
];
