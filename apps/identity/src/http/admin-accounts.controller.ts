import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Account, CreateAccount as CreateAccountBody } from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  HttpAnswer,
  Idempotent,
  RequestKey,
  Roles,
  type IdempotencyTicket,
} from '#platform';
import { publicStateOf } from '../domain/account.js';
import { CreateAccount } from '../use-cases/create-account.js';

@ApiTags('accounts')
@Roles('admin')
@Controller('api/v1/admin/accounts')
export class AdminAccountsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    summary: 'Create an account for another person',
    description: 'For instructors, admins and students; hand over the password yourself.',
  })
  @Idempotent()
  @ApiAnswer(201, Account, { description: 'The new account.' })
  @ApiProblems('EMAIL_TAKEN', 'WEAK_PASSWORD', 'RATE_LIMITED')
  async createAccount(
    @Body({ schema: CreateAccountBody }) body: CreateAccountBody,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    const account = await this.commands.execute(new CreateAccount(body, ticket));
    return answer(201, publicStateOf(account));
  }
}
