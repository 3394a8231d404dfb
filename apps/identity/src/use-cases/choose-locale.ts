import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type Locale } from '#contracts';
import { decideLocale, type SubjectState } from '../domain/subject.js';
import { Subjects } from '../ports/accounts.js';

/** Sets the language of notifications for an account of an external provider; all else comes from its tokens. */
export class ChooseLocale extends Command<SubjectState> {
  constructor(
    readonly id: string,
    readonly locale: Locale,
  ) {
    super();
  }
}

@CommandHandler(ChooseLocale)
export class ChooseLocaleHandler implements ICommandHandler<ChooseLocale> {
  constructor(private readonly subjects: Subjects) {}

  async execute({ id, locale }: ChooseLocale): Promise<SubjectState> {
    const changed = await this.subjects.change(id, (state) => state && decideLocale(state, locale));
    if (changed === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
    return changed;
  }
}
