import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Locale } from '#contracts';
import type { AccountState } from '../domain/account.js';
import { NewAccounts } from './create-account.js';

export class SignUp extends Command<AccountState> {
  constructor(readonly request: { email: string; password: string; name: string; locale?: Locale | undefined }) {
    super();
  }
}

@CommandHandler(SignUp)
export class SignUpHandler implements ICommandHandler<SignUp> {
  constructor(private readonly newAccounts: NewAccounts) {}

  execute({ request }: SignUp): Promise<AccountState> {
    return this.newAccounts.open({ ...request, role: 'student' });
  }
}
