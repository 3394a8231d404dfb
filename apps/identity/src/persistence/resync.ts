import { Injectable } from '@nestjs/common';
import { ResyncSource, type StatePage } from '#messaging';
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
    const states = await this.accounts.page(afterId, limit);
    const last = states.length === limit ? states.at(-1)?.id : undefined;
    return { events: states.map(currentEventOf), ...(last !== undefined && { last }) };
  }
}

@Injectable()
export class SubjectResync extends ResyncSource {
  readonly kind = 'account';

  constructor(private readonly subjects: Subjects) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    const states = await this.subjects.page(afterId, limit);
    const last = states.length === limit ? states.at(-1)?.id : undefined;
    return { events: states.map(currentEventOfSubject), ...(last !== undefined && { last }) };
  }
}
