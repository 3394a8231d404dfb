import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Locale } from '#contracts';
import { noSuchAccount } from '../domain/account.js';
import { decideLocale, type SubjectState } from '../domain/subject.js';
import { Subjects } from '../ports/subjects.js';

/** The language in which a subject is written to: the one thing about them that is kept here. */
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
    if (changed === undefined) throw noSuchAccount();
    return changed;
  }
}
