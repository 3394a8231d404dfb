import { Injectable } from '@nestjs/common';
import { ResyncSource, statePage, type StatePage } from '#messaging';
import { currentEventOf } from '../domain/lecture.js';
import { Lectures } from '../ports/lectures.js';

@Injectable()
export class LecturesResync extends ResyncSource {
  readonly kind = 'lecture';

  constructor(private readonly lectures: Lectures) {
    super();
  }

  async page(afterId: string, limit: number): Promise<StatePage> {
    return statePage(await this.lectures.page(afterId, limit), limit, currentEventOf);
  }
}
