import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { decideProvision, type SubjectState, type SubjectClaims } from '../domain/subject.js';
import { Subjects } from '../ports/accounts.js';

export class ProvisionAccount extends Command<SubjectState> {
  constructor(readonly claims: SubjectClaims) {
    super();
  }
}

@CommandHandler(ProvisionAccount)
export class ProvisionAccountHandler implements ICommandHandler<ProvisionAccount> {
  constructor(
    private readonly subjects: Subjects,
    private readonly clock: Clock,
  ) {}

  async execute({ claims }: ProvisionAccount): Promise<SubjectState> {
    const known = await this.subjects.find(claims.id);
    const decision = decideProvision(known, claims, this.clock.now());
    if (decision.events.length === 0) return decision.state;
    const stored = await this.subjects.change(claims.id, (state) => decideProvision(state, claims, this.clock.now()));
    return stored ?? decision.state;
  }
}
