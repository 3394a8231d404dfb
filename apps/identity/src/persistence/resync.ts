import { Injectable } from '@nestjs/common';
import { ResyncSource, statePage, type StatePage } from '#messaging';
import { currentEventOf } from '../domain/account.js';
import { currentEventOfSubject } from '../domain/subject.js';
import { Accounts, Subjects } from '../ports/accounts.js';

@Injectable()
export class AccountResync extends ResyncSource {
  readonly kind = 'account';

  constructor(private readonly accounts: Accounts) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    return statePage(await this.accounts.page(afterId, limit), limit, currentEventOf);
  }
}

@Injectable()
export class SubjectResync extends ResyncSource {
  readonly kind = 'account';

  constructor(private readonly subjects: Subjects) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    return statePage(await this.subjects.page(afterId, limit), limit, currentEventOfSubject);
  }
}
