import { Injectable } from '@nestjs/common';
import { noSuchLecture } from '../domain/refusals.js';
import { refuseStrangers, type Actor } from '../domain/teaching.js';
import { Lectures } from '../ports/lectures.js';

/** Which lectures somebody may look into. */
@Injectable()
export class LecturesOf {
  constructor(private readonly lectures: Lectures) {}

  /** @throws Rejection NOT_FOUND where the lecture is unknown or somebody else's */
  async refuseOthers(actor: Actor, id: string): Promise<void> {
    const lecture = await this.lectures.find(id);
    if (lecture === undefined) throw noSuchLecture();
    refuseStrangers(actor, lecture);
  }
}
