import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { factsOf } from '../domain/lecture-facts.js';
import { SeatLedger } from './seat-ledger.js';

export class KeepLectureFacts extends Command<'kept' | 'stale'> {
  constructor(readonly lecture: LectureState) {
    super();
  }
}

@CommandHandler(KeepLectureFacts)
export class KeepLectureFactsHandler implements ICommandHandler<KeepLectureFacts> {
  constructor(private readonly ledger: SeatLedger) {}

  execute({ lecture }: KeepLectureFacts): Promise<'kept' | 'stale'> {
    return this.ledger.keep(factsOf(lecture));
  }
}
