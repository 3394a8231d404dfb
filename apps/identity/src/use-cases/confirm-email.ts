import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { decideVerified } from '../domain/account.js';
import { EmailVerifications } from '../ports/email-verifications.js';
import { digestOf } from './session-tokens.js';

export class ConfirmEmail extends Command<void> {
  constructor(readonly token: string) {
    super();
  }
}

@CommandHandler(ConfirmEmail)
export class ConfirmEmailHandler implements ICommandHandler<ConfirmEmail> {
  constructor(private readonly verifications: EmailVerifications) {}

  async execute({ token }: ConfirmEmail): Promise<void> {
    const account = await this.verifications.redeem(digestOf(token), decideVerified);
    if (account === undefined) throw new Rejection('TOKEN_INVALID');
  }
}
