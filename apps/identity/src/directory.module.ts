import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MessagingModule, type Wiring } from '#messaging';
import { PlatformModule } from '#platform';
import { AccountKeeper, KeptElsewhere } from './http/account-keeper.js';
import { identityProblems } from './http/problems.js';
import { SubjectController } from './http/subject.controller.js';
import { TypeormSubjects } from './persistence/typeorm.subjects.js';
import { SubjectResync } from './persistence/resync.js';
import type { IdentitySettings } from './settings.js';
import { IdentityStoreModule } from './store.module.js';
import { ChooseLocaleHandler } from './use-cases/choose-locale.js';
import { IntroduceSubjectHandler } from './use-cases/introduce-subject.js';
import { Subjects } from './ports/subjects.js';

/** Identity where another provider keeps the accounts: a directory of whom it has sent. */
@Module({})
export class DirectoryModule {
  static with(settings: IdentitySettings, issuer: string, { keys, clock, broker }: Wiring): DynamicModule {
    return {
      module: DirectoryModule,
      imports: [
        IdentityStoreModule.with(settings),
        PlatformModule.with({ service: 'identity', settings, keys, clock, problems: identityProblems, api }),
        MessagingModule.with({
          service: 'identity',
          broker,
          policies: [],
          guard: 'inbox',
          resyncSources: [SubjectResync],
          resyncWhenNew: false,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [SubjectController],
      providers: [
        { provide: AccountKeeper, useValue: new AccountKeeper(issuer) },
        { provide: Subjects, useClass: TypeormSubjects },
        ...[KeptElsewhere, IntroduceSubjectHandler, ChooseLocaleHandler, SubjectResync],
      ],
    };
  }
}

const api = {
  title: 'Sugang identity',
  description: 'Whom the identity provider has sent.',
  tags: { accounts: 'Who takes part: students, instructors, admins.' },
};
