import { Injectable } from '@nestjs/common';
import { ResyncSource, type StatePage } from '#messaging';
import { currentEventOf } from '../domain/registration.js';
import { RegistrationLists } from '../ports/registrations.js';

@Injectable()
export class RegistrationsResync extends ResyncSource {
  readonly kind = 'registration';

  constructor(private readonly lists: RegistrationLists) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    const registrations = await this.lists.after(afterId, limit);
    const last = registrations.length === limit ? registrations.at(-1)?.id : undefined;
    return { events: registrations.map(currentEventOf), ...(last !== undefined && { last }) };
  }
}
