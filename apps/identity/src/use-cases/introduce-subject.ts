import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideIntroduction, type SubjectState, type Told } from '../domain/subject.js';
import { Subjects } from '../ports/subjects.js';

/** Keeps what a token of the provider tells of its subject. */
export class IntroduceSubject extends Command<SubjectState> {
  constructor(readonly told: Told) {
    super();
  }
}

@CommandHandler(IntroduceSubject)
export class IntroduceSubjectHandler implements ICommandHandler<IntroduceSubject> {
  constructor(
    private readonly subjects: Subjects,
    private readonly clock: Clock,
  ) {}

  async execute({ told }: IntroduceSubject): Promise<SubjectState> {
    const known = await this.subjects.find(told.id);
    const decision = decideIntroduction(known, told, this.clock.now());
    if (decision.events.length === 0) return decision.state;
    const kept = await this.subjects.change(told.id, (state) => decideIntroduction(state, told, this.clock.now()));
    return kept ?? decision.state;
  }
}
