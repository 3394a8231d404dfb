import { createHash } from 'node:crypto';
import { Body, Controller, Get, Ip, Patch, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Account,
  ChangeAccount as ChangeAccountBody,
  ConfirmEmail as ConfirmEmailBody,
  SignUp as SignUpBody,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  HttpAnswer,
  Idempotent,
  Public,
  RequestKey,
  type CallingAccount,
  type IdempotencyTicket,
} from '#platform';
import { publicStateOf } from '../domain/account.js';
import { ChangeAccount } from '../use-cases/change-account.js';
import { ConfirmEmail } from '../use-cases/confirm-email.js';
import { FindAccount } from '../use-cases/find-account.js';
import { RequestEmailVerification } from '../use-cases/request-email-verification.js';
import { SignUp } from '../use-cases/sign-up.js';

const ME = '/api/v1/auth/me';

@ApiTags('accounts')
@Controller('api/v1/auth')
export class AccountController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('sign-up')
  @ApiOperation({
    summary: 'Create a student account',
    description:
      'Sign in afterwards with `POST /api/v1/auth/login`. If verification is enabled, an e-mail with a link is sent, and the address must be confirmed before the first registration.',
  })
  @Public()
  @Idempotent({ scope: ({ email }: SignUpBody) => `sign-up:${createHash('sha256').update(email).digest('hex')}` })
  @ApiAnswer(201, Account, {
    description: 'The new student account.',
    headers: { Location: 'The URL of the account.' },
  })
  @ApiProblems('EMAIL_TAKEN', 'WEAK_PASSWORD', 'RATE_LIMITED')
  async signUp(
    @Body({ schema: SignUpBody }) body: SignUpBody,
    @Ip() address: string,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    const account = await this.commands.execute(new SignUp(body, address, ticket));
    return answer(201, publicStateOf(account), { location: ME });
  }

  @Post('email-verification')
  @ApiOperation({
    summary: 'Request another verification e-mail',
    description: 'Earlier links become invalid. The response is the same whether or not a message is sent.',
  })
  @Idempotent()
  @ApiAnswer(202, undefined, {
    description: 'A new verification e-mail is sent, unless the address is already verified.',
  })
  @ApiProblems('NOT_FOUND', 'RATE_LIMITED')
  async requestEmailVerification(@CurrentAccount() { id }: CallingAccount): Promise<HttpAnswer> {
    await this.commands.execute(new RequestEmailVerification(id));
    return answer(202);
  }

  @Post('email-verification/confirm')
  @ApiOperation({
    summary: 'Confirm an e-mail address',
    description:
      'No access token is required, because the link may be opened on another device. Sign in again afterwards, so that your access token shows the verification.',
  })
  @Public()
  @ApiAnswer(204, undefined, { description: 'The e-mail address is verified.' })
  @ApiProblems('TOKEN_INVALID')
  async confirmEmail(@Body({ schema: ConfirmEmailBody }) { token }: ConfirmEmailBody): Promise<HttpAnswer> {
    await this.commands.execute(new ConfirmEmail(token));
    return answer(204);
  }

  @Get('me')
  @ApiOperation({ summary: 'Read your account', description: 'The account of the access token.' })
  @ApiAnswer(200, Account, { description: 'Your account.' })
  @ApiProblems('NOT_FOUND')
  async showMyAccount(@CurrentAccount() { id }: CallingAccount): Promise<Account> {
    return publicStateOf(await this.queries.execute(new FindAccount(id)));
  }

  @Patch('me')
  @ApiOperation({
    summary: 'Change your name or language',
    description: 'Omitted fields remain unchanged. Access tokens issued from now on contain the new name.',
  })
  @ApiAnswer(200, Account, { description: 'Your account after the change.' })
  @ApiProblems('NOT_FOUND')
  async changeMyAccount(
    @CurrentAccount() { id }: CallingAccount,
    @Body({ schema: ChangeAccountBody }) body: ChangeAccountBody,
  ): Promise<Account> {
    return publicStateOf(await this.commands.execute(new ChangeAccount(id, body)));
  }
}
