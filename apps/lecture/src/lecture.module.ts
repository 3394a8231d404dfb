import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { accountCopies, databaseOptionsOf, PlatformModule, storeClock } from '#platform';
import { AdminLecturesController } from './http/admin-lectures.controller.js';
import { LecturesController } from './http/lectures.controller.js';
import { RosterController, RosterFileController } from './http/roster.controller.js';
import { jobs } from './jobs.js';
import { AccountCopyRow, accountCopyRow } from './persistence/account-copy-row.js';
import { lectureSchema } from './persistence/lecture-store.js';
import { LecturesResync } from './persistence/resync.js';
import { TypeormAnnouncements } from './persistence/typeorm-announcements.js';
import { TypeormKnownAccounts } from './persistence/typeorm-known-accounts.js';
import { TypeormLectureLists } from './persistence/typeorm-lecture-lists.js';
import { TypeormLectures } from './persistence/typeorm-lectures.js';
import { TypeormRoster } from './persistence/typeorm-roster.js';
import { policies } from './policies.js';
import { Announcements } from './ports/announcements.js';
import { KnownAccounts } from './ports/known-accounts.js';
import { LectureLists } from './ports/lecture-lists.js';
import { Lectures } from './ports/lectures.js';
import { Roster } from './ports/roster.js';
import { LectureSettings } from './settings.js';
import { AnnounceToRosterHandler } from './use-cases/announce-to-roster.js';
import { CancelLectureHandler } from './use-cases/cancel-lecture.js';
import { ChangeLectureHandler } from './use-cases/change-lecture.js';
import { CloseFinishedLecturesHandler } from './use-cases/close-finished-lectures.js';
import { CompleteListKeysHandler } from './use-cases/complete-list-keys.js';
import { ExportRosterHandler } from './use-cases/export-roster.js';
import { FindLectureHandler } from './use-cases/find-lecture.js';
import { CountFacetsHandler, ListLecturesHandler } from './use-cases/list-lectures.js';
import { ListTaughtLecturesHandler } from './use-cases/list-taught-lectures.js';
import { OpenDemoLecturesHandler } from './use-cases/open-demo-lectures.js';
import { OpenLectureHandler } from './use-cases/open-lecture.js';
import { LinkToRosterHandler, RosterLinks } from './use-cases/link-to-roster.js';
import { RosterAccess } from './use-cases/show-roster.js';
import { ShowRosterHandler } from './use-cases/show-roster.js';
import { UpdateRosterHandler } from './use-cases/update-roster.js';

export { LectureSettings } from './settings.js';
export { demoLectures } from './use-cases/demo-lectures.js';

@Module({})
export class LectureModule {
  static with(settings: LectureSettings, wiring: Wiring): DynamicModule {
    return {
      module: LectureModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource('lecture', databaseOptionsOf(settings), lectureSchema)),
        DatabaseModule.forRoot('lecture'),
        PlatformModule.with({
          service: 'lecture',
          settings,
          keys: wiring.keys,
          clock: wiring.clock,
          jobs: jobs(settings),
          api,
        }),
        MessagingModule.with({
          service: 'lecture',
          broker: wiring.broker,
          settings,
          disabledServices: settings.SUGANG_DISABLED_SERVICES,
          policies,
          guard: 'inbox',
          resyncSources: [LecturesResync],
          resyncWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [LecturesController, AdminLecturesController, RosterController, RosterFileController],
      providers: [
        { provide: LectureSettings, useValue: settings },
        storeClock(wiring.clock),
        ...useCases,
        ...stores,
        LecturesResync,
      ],
    };
  }
}

const api = {
  title: 'Sugang lecture',
  description: 'Lectures, their sessions and their rosters.',
  tags: {
    lectures: 'Public list of lectures.',
    teaching: 'Lectures and rosters for instructors and admins.',
  },
};

const useCases: Provider[] = [
  RosterAccess,
  RosterLinks,
  LinkToRosterHandler,
  OpenLectureHandler,
  ChangeLectureHandler,
  CancelLectureHandler,
  AnnounceToRosterHandler,
  CloseFinishedLecturesHandler,
  UpdateRosterHandler,
  FindLectureHandler,
  ListLecturesHandler,
  CountFacetsHandler,
  CompleteListKeysHandler,
  ListTaughtLecturesHandler,
  ShowRosterHandler,
  ExportRosterHandler,
  OpenDemoLecturesHandler,
];

const stores: Provider[] = [
  { provide: Lectures, useClass: TypeormLectures },
  { provide: Announcements, useClass: TypeormAnnouncements },
  { provide: LectureLists, useClass: TypeormLectureLists },
  { provide: Roster, useClass: TypeormRoster },
  { provide: KnownAccounts, useClass: TypeormKnownAccounts },
  ...accountCopies(AccountCopyRow, accountCopyRow),
];
