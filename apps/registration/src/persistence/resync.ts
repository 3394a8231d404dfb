import { Injectable } from '@nestjs/common';
import { ResyncSource, statePage, type StatePage } from '#messaging';
import { currentEventOf } from '../domain/registration.js';
import { RegistrationLists } from '../ports/registrations.js';

@Injectable()
export class RegistrationsResync extends ResyncSource {
  readonly kind = 'registration';

  constructor(private readonly lists: RegistrationLists) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    return statePage(await this.lists.after(afterId, limit), limit, currentEventOf);
  }
}
