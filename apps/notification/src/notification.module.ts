import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { accountCopies, Clock, Log, PlatformModule, Shutdown, databaseOptionsOf, storeClock } from '#platform';
import { openChannels } from './channels/open-channels.js';
import { DerivedWebhookSecrets } from './channels/webhook-channel.js';
import { MessageLists, NotificationsController } from './http/notifications.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { StaffNotificationsController } from './http/staff-notifications.controller.js';
import { jobs } from './jobs.js';
import { NotificationMetrics } from './metrics.js';
import { AccountCopyRow, accountCopyRow, notificationSchema } from './persistence/notification-store.js';
import { TypeormAnnouncements } from './persistence/typeorm-announcements.js';
import { TypeormDueNotifications } from './persistence/typeorm-due-notifications.js';
import { TypeormEnrollments } from './persistence/typeorm-enrollments.js';
import { TypeormLectureCopies } from './persistence/typeorm-lecture-copies.js';
import { TypeormNotifications } from './persistence/typeorm-notifications.js';
import { TypeormRegistrationCopies } from './persistence/typeorm-registration-copies.js';
import { TypeormChosenPreferences } from './persistence/typeorm-chosen-preferences.js';
import { policies } from './policies.js';
import { Announcements } from './ports/announcements.js';
import { Channels } from './ports/channel.js';
import { Enrollments, LectureCopies, RegistrationCopies } from './ports/copies.js';
import { DueNotifications } from './ports/due-notifications.js';
import { Notifications } from './ports/notifications.js';
import { ChosenPreferences, WebhookSecrets } from './ports/chosen-preferences.js';
import { NotificationSettings } from './settings.js';
import { AnnounceLectureChangeHandler } from './use-cases/announce-lecture-change.js';
import { AnnounceToStudentsHandler, DeliverAnnouncementsHandler } from './use-cases/announce-to-students.js';
import { ChoosePreferencesHandler } from './use-cases/choose-preferences.js';
import { DeleteOldNotificationsHandler } from './use-cases/delete-old-notifications.js';
import { ListMyNotificationsHandler } from './use-cases/list-my-notifications.js';
import { MarkNotificationsReadHandler } from './use-cases/mark-notifications-read.js';
import { NotifyOfRefundHandler } from './use-cases/notify-of-refund.js';
import { NotifyOfRegistrationHandler } from './use-cases/notify-of-registration.js';
import { NotifyStaffOfCancellationHandler, NotifyStaffOfFullLecturesHandler } from './use-cases/notify-staff.js';
import { NotifyRegisteredStudentsHandler } from './use-cases/notify-registered-students.js';
import { SendDueNotificationsHandler } from './use-cases/send-due-notifications.js';
import { ShowPreferencesHandler } from './use-cases/show-preferences.js';
import { UpdateLectureCopyHandler } from './use-cases/update-lecture-copy.js';
import { UpdateRegistrationCopyHandler } from './use-cases/update-registration-copy.js';

export { NotificationSettings } from './settings.js';

@Module({})
export class NotificationModule {
  static with(settings: NotificationSettings, { broker, keys, clock }: Wiring): DynamicModule {
    const service = 'notification';
    return {
      module: NotificationModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource(service, databaseOptionsOf(settings), notificationSchema)),
        DatabaseModule.forRoot(service),
        PlatformModule.with({ service, settings, keys, clock, jobs: jobs(settings), api }),
        MessagingModule.with({
          service,
          broker,
          settings,
          disabledServices: settings.SUGANG_DISABLED_SERVICES,
          policies,
          guard: 'inbox',
          resyncWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [NotificationsController, PreferencesController, StaffNotificationsController],
      providers: [
        { provide: NotificationSettings, useValue: settings },
        storeClock(clock),
        NotificationMetrics,
        MessageLists,
        ...commands,
        ...queries,
        ...stores,
        ...channels,
      ],
    };
  }
}

const api = {
  title: 'Sugang notification',
  description: 'Notifications to students and instructors, and their preferences.',
  tags: { notifications: 'Notifications to an account, and the preferences for them.' },
};

const commands: Provider[] = [
  NotifyOfRegistrationHandler,
  NotifyOfRefundHandler,
  AnnounceLectureChangeHandler,
  NotifyRegisteredStudentsHandler,
  NotifyStaffOfCancellationHandler,
  NotifyStaffOfFullLecturesHandler,
  AnnounceToStudentsHandler,
  DeliverAnnouncementsHandler,
  SendDueNotificationsHandler,
  DeleteOldNotificationsHandler,
  ChoosePreferencesHandler,
  MarkNotificationsReadHandler,
  UpdateRegistrationCopyHandler,
  UpdateLectureCopyHandler,
];

const queries: Provider[] = [ListMyNotificationsHandler, ShowPreferencesHandler];

const stores: Provider[] = [
  ...accountCopies(AccountCopyRow, accountCopyRow),
  { provide: LectureCopies, useClass: TypeormLectureCopies },
  { provide: RegistrationCopies, useClass: TypeormRegistrationCopies },
  { provide: Enrollments, useClass: TypeormEnrollments },
  { provide: Announcements, useClass: TypeormAnnouncements },
  { provide: Notifications, useClass: TypeormNotifications },
  { provide: DueNotifications, useClass: TypeormDueNotifications },
  { provide: ChosenPreferences, useClass: TypeormChosenPreferences },
];

const channels: Provider[] = [
  {
    provide: WebhookSecrets,
    inject: [NotificationSettings],
    useFactory: (settings: NotificationSettings) => new DerivedWebhookSecrets(settings.SUGANG_WEBHOOK_SECRET ?? ''),
  },
  {
    provide: Channels,
    inject: [NotificationSettings, WebhookSecrets, Clock, Log, Shutdown],
    useFactory: (
      settings: NotificationSettings,
      secrets: WebhookSecrets,
      clock: Clock,
      log: Log,
      shutdown: Shutdown,
    ): Channels => {
      const opened = openChannels(settings, secrets, clock, log);
      shutdown.add('relay', { drain: () => opened.close() });
      return opened;
    },
  },
];
