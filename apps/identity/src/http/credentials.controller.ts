import { Body, Controller, Ip, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChangeEmail as ChangeEmailBody,
  ChangePassword as ChangePasswordBody,
  ConfirmEmail as ConfirmEmailBody,
  ConfirmPasswordReset as ConfirmPasswordResetBody,
  RequestPasswordReset as RequestPasswordResetBody,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  HttpAnswer,
  Idempotent,
  Public,
  type CallingAccount,
} from '#platform';
import { ChangeEmail } from '../use-cases/change-email.js';
import { ChangePassword, type AccountHolder } from '../use-cases/change-password.js';
import { ConfirmEmailChange } from '../use-cases/confirm-email-change.js';
import { ConfirmPasswordReset } from '../use-cases/confirm-password-reset.js';
import { RequestPasswordReset } from '../use-cases/request-password-reset.js';

@ApiTags('accounts')
@Controller('api/v1/auth')
export class CredentialsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('password')
  @Idempotent()
  @ApiOperation({
    summary: 'Change your password',
    description:
      'Ends all sessions except the one of this request. Wrong current passwords are limited like failed logins.',
  })
  @ApiAnswer(204, undefined, { description: 'The password has changed.' })
  @ApiProblems('BAD_CREDENTIALS', 'WEAK_PASSWORD', 'NOT_FOUND', 'RATE_LIMITED')
  async changePassword(
    @CurrentAccount() account: CallingAccount,
    @Body({ schema: ChangePasswordBody }) { currentPassword, password }: ChangePasswordBody,
    @Ip() address: string,
  ): Promise<HttpAnswer> {
    await this.commands.execute(new ChangePassword(holderOf(account, address), currentPassword, password));
    return answer(204);
  }

  @Post('password-reset')
  @Public()
  @ApiOperation({
    summary: 'Request a password reset',
    description:
      'Sends an e-mail with a token that is valid for 30 minutes. The response is the same whether or not an account has the address. One network site can request three e-mails to an address at once, then one per hour; all sites together six, then one per ten minutes.',
  })
  @ApiAnswer(202, undefined, { description: 'An e-mail is sent if an account has the address.' })
  @ApiProblems('RATE_LIMITED')
  async requestReset(
    @Body({ schema: RequestPasswordResetBody }) { email }: RequestPasswordResetBody,
    @Ip() address: string,
  ): Promise<HttpAnswer> {
    await this.commands.execute(new RequestPasswordReset(email, address));
    return answer(202);
  }

  @Post('password-reset/confirm')
  @Public()
  @ApiOperation({
    summary: 'Set a new password with a token',
    description: 'Ends all sessions of the account. A token can be used once; a rejected password does not use it up.',
  })
  @ApiAnswer(204, undefined, { description: 'The password has changed. Sign in with it.' })
  @ApiProblems('TOKEN_INVALID', 'WEAK_PASSWORD', 'RATE_LIMITED')
  async confirmReset(
    @Body({ schema: ConfirmPasswordResetBody }) { token, password }: ConfirmPasswordResetBody,
    @Ip() address: string,
  ): Promise<HttpAnswer> {
    await this.commands.execute(new ConfirmPasswordReset(token, password, address));
    return answer(204);
  }

  @Post('email')
  @Idempotent()
  @ApiOperation({
    summary: 'Change your e-mail address',
    description:
      'Sends an e-mail with a token to the new address. The address changes when the token is confirmed within 24 hours; the old address is notified. If the installation sends no e-mail, the address changes immediately.',
  })
  @ApiAnswer(202, undefined, { description: 'The new address has to be confirmed.' })
  @ApiProblems('BAD_CREDENTIALS', 'EMAIL_TAKEN', 'NOT_FOUND', 'RATE_LIMITED')
  async changeEmail(
    @CurrentAccount() account: CallingAccount,
    @Body({ schema: ChangeEmailBody }) { email, password }: ChangeEmailBody,
    @Ip() address: string,
  ): Promise<HttpAnswer> {
    await this.commands.execute(new ChangeEmail(holderOf(account, address), email, password));
    return answer(202);
  }

  @Post('email/confirm')
  @Public()
  @ApiOperation({
    summary: 'Confirm a new e-mail address',
    description: 'Changes the address of the account to the one that received the token. A token can be used once.',
  })
  @ApiAnswer(204, undefined, { description: 'The e-mail address has changed.' })
  @ApiProblems('TOKEN_INVALID', 'EMAIL_TAKEN')
  async confirmEmailChange(@Body({ schema: ConfirmEmailBody }) { token }: ConfirmEmailBody): Promise<HttpAnswer> {
    await this.commands.execute(new ConfirmEmailChange(token));
    return answer(204);
  }
}

const holderOf = ({ id, sessionId }: CallingAccount, address: string): AccountHolder => ({
  ...{ id, address },
  ...(sessionId !== undefined && { sessionId }),
});
