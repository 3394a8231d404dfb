import { Injectable } from '@nestjs/common';
import { ResyncSource, type StatePage } from '#messaging';
import { currentEventOfSubject } from '../domain/subject.js';
import { Subjects } from '../use-cases/subjects.js';

@Injectable()
export class SubjectsAgain extends ResyncSource {
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
