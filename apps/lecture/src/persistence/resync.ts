import { Injectable } from '@nestjs/common';
import { ResyncSource, type StatePage } from '#messaging';
import { currentEventOf } from '../domain/lecture.js';
import { Lectures } from '../ports/lectures.js';

@Injectable()
export class LecturesResync extends ResyncSource {
  readonly kind = 'lecture';

  constructor(private readonly lectures: Lectures) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    const states = await this.lectures.page(afterId, limit);
    const last = states.length === limit ? states.at(-1)?.id : undefined;
    return { events: states.map(currentEventOf), ...(last !== undefined && { last }) };
  }
}
