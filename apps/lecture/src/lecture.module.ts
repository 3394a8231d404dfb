import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { PlatformModule, storeAt } from '#platform';
import { AdminLecturesController } from './http/admin-lectures.controller.js';
import { LecturesController } from './http/lectures.controller.js';
import { lectureProblems } from './http/problems.js';
import { RosterController } from './http/roster.controller.js';
import { lectureSchema } from './persistence/lecture-store.js';
import { TypeormKnownAccounts } from './persistence/typeorm.known-accounts.js';
import { TypeormLectureLists } from './persistence/typeorm.lecture-lists.js';
import { TypeormLectures } from './persistence/typeorm.lectures.js';
import { TypeormRoster } from './persistence/typeorm.roster.js';
import { WheneverAccountChangedKeepItsCopy } from './policies/whenever-account-changed-keep-its-copy.js';
import { WheneverRegistrationChangedUpdateRoster } from './policies/whenever-registration-changed-update-roster.js';
import { LecturesAgain } from './resync/lectures-again.js';
import type { LectureSettings } from './settings.js';
import { Demo } from './start/demo.js';
import { SweepInterval, Sweeps } from './start/sweeps.js';
import { CancelLectureHandler } from './use-cases/cancel-lecture.js';
import { ChangeLectureHandler } from './use-cases/change-lecture.js';
import { CloseFinishedLecturesHandler } from './use-cases/close-finished-lectures.js';
import { ExportRosterHandler } from './use-cases/export-roster.js';
import { FindLectureHandler } from './use-cases/find-lecture.js';
import { KeepAccountHandler } from './use-cases/keep-account.js';
import { KnownAccounts } from './use-cases/known-accounts.js';
import { LectureLists } from './use-cases/lecture-lists.js';
import { LecturesOf } from './use-cases/lectures-of.js';
import { Lectures } from './use-cases/lectures.js';
import { ListLecturesHandler } from './use-cases/list-lectures.js';
import { ListTaughtLecturesHandler } from './use-cases/list-taught-lectures.js';
import { OpenDemoLecturesHandler } from './use-cases/open-demo-lectures.js';
import { OpenLectureHandler } from './use-cases/open-lecture.js';
import { Roster } from './use-cases/roster.js';
import { ShowRosterHandler } from './use-cases/show-roster.js';
import { UpdateRosterHandler } from './use-cases/update-roster.js';

export { lectureSettings, type LectureSettings } from './settings.js';
export { demoLectures } from './use-cases/demo-lectures.js';

@Module({})
export class LectureModule {
  static with(settings: LectureSettings, wiring: Wiring): DynamicModule {
    return {
      module: LectureModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource('lecture', storeAt(settings), lectureSchema)),
        DatabaseModule.forRoot('lecture'),
        PlatformModule.with({
          service: 'lecture',
          settings,
          keys: wiring.keys,
          clock: wiring.clock,
          problems: lectureProblems,
          api,
        }),
        MessagingModule.with({
          service: 'lecture',
          broker: wiring.broker,
          policies,
          guard: 'inbox',
          aggregates: [LecturesAgain],
          resyncWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [LecturesController, AdminLecturesController, RosterController],
      providers: [
        ...handlers,
        ...policies,
        ...stores,
        ...(settings.SUGANG_DEMO ? demo : []),
        LecturesAgain,
        Sweeps,
        { provide: SweepInterval, useValue: new SweepInterval(settings.SUGANG_LECTURE_SWEEP_MS) },
      ],
    };
  }
}

const api = {
  title: 'Sugang lecture',
  description: 'Lectures, their sessions, and who takes them.',
  tags: {
    lectures: 'What anybody may look for and read.',
    teaching: 'What instructors and admins do with lectures.',
  },
};

const policies = [WheneverAccountChangedKeepItsCopy, WheneverRegistrationChangedUpdateRoster];

const handlers: Provider[] = [
  LecturesOf,
  OpenLectureHandler,
  ChangeLectureHandler,
  CancelLectureHandler,
  CloseFinishedLecturesHandler,
  KeepAccountHandler,
  UpdateRosterHandler,
  FindLectureHandler,
  ListLecturesHandler,
  ListTaughtLecturesHandler,
  ShowRosterHandler,
  ExportRosterHandler,
];

const demo: Provider[] = [OpenDemoLecturesHandler, Demo];

const stores: Provider[] = [
  { provide: Lectures, useClass: TypeormLectures },
  { provide: LectureLists, useClass: TypeormLectureLists },
  { provide: Roster, useClass: TypeormRoster },
  { provide: KnownAccounts, useClass: TypeormKnownAccounts },
];
