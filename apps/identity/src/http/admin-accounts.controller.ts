import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AccountsQuery,
  AdministerAccount as AdministerAccountBody,
  AdminAccount,
  AdminAccountPage,
  CreateAccount as CreateAccountBody,
  SubjectId,
  type Page,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  entityTagOf,
  HttpAnswer,
  HttpProblem,
  Idempotent,
  IfMatch,
  RequestHeader,
  RequestKey,
  Roles,
  type CallingAccount,
  type IdempotencyTicket,
  type ReadVersions,
} from '#platform';
import { isDisabled, publicStateOf, type AccountState } from '../domain/account.js';
import { AdministerAccount } from '../use-cases/administer-account.js';
import { CreateAccount } from '../use-cases/create-account.js';
import { FindAccount } from '../use-cases/find-account.js';
import { ListAccounts } from '../use-cases/list-accounts.js';
import { idOfCursor, newestFirst } from './newest-first.js';

const tagged = { ETag: 'The version of the account, for If-Match.' };

@ApiTags('accounts')
@Roles('admin')
@Controller('api/v1/admin/accounts')
export class AdminAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Create an account for another person',
    description:
      'Sugang does not send the first password: give it to the owner, who must replace it at the first login unless `passwordChangeRequired` is false. The e-mail address counts as verified.',
  })
  @Idempotent()
  @ApiAnswer(201, AdminAccount, {
    description: 'The new account.',
    headers: { Location: 'URL of the account.', ...tagged },
  })
  @ApiProblems('EMAIL_TAKEN', 'WEAK_PASSWORD', 'RATE_LIMITED')
  async createAccount(
    @CurrentAccount() admin: CallingAccount,
    @Body({ schema: CreateAccountBody }) { passwordChangeRequired, ...body }: CreateAccountBody,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    const required = passwordChangeRequired === false ? undefined : true;
    const request = { ...body, passwordChangeRequired: required } as const;
    const account = await this.commands.execute(new CreateAccount(admin, request, ticket));
    return shown(201, account, { location: `/api/v1/admin/accounts/${account.id}` });
  }

  @Get()
  @ApiOperation({ summary: 'List accounts', description: 'All accounts, or those that match, newest first.' })
  @ApiAnswer(200, AdminAccountPage, { description: 'A page of accounts.' })
  async list(
    @Query({ schema: AccountsQuery }) { q, role, status, cursor, limit }: AccountsQuery,
  ): Promise<Page<AdminAccount>> {
    const filter = { q, role, disabled: status === undefined ? undefined : status === 'DISABLED' };
    const found = await this.queries.execute(new ListAccounts(filter, limit + 1, idOfCursor(cursor)));
    return newestFirst(found, limit, adminViewOf);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read an account', description: 'The account, with the ETag that a change needs.' })
  @ApiAnswer(200, AdminAccount, { description: 'The account.', headers: tagged })
  @ApiProblems('NOT_FOUND')
  async show(@Param('id', { schema: SubjectId.describe('Id of the account.') }) id: string): Promise<HttpAnswer> {
    return shown(200, await this.queries.execute(new FindAccount(id, 'account-id')));
  }

  @Patch(':id')
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiOperation({
    summary: 'Change an account',
    description:
      'The change is rejected if the account has changed since you read it. Disabling an account ends its sessions; its access tokens remain valid for at most 15 minutes. The last active admin can be neither disabled nor demoted.',
  })
  @ApiAnswer(200, AdminAccount, { description: 'The account after the change.', headers: tagged })
  @ApiProblems('NOT_FOUND', 'PRECONDITION_REQUIRED', 'PRECONDITION_FAILED', 'LAST_ADMIN')
  async change(
    @CurrentAccount() admin: CallingAccount,
    @Param('id', { schema: SubjectId.describe('Id of the account.') }) id: string,
    @RequestHeader('If-Match', { schema: IfMatch, description: 'The ETag of the account that you read.' })
    read: ReadVersions | undefined,
    @Body({ schema: AdministerAccountBody }) change: AdministerAccountBody,
  ): Promise<HttpAnswer> {
    if (read === undefined) throw new HttpProblem('PRECONDITION_REQUIRED', { variant: 'account' });
    return shown(200, await this.commands.execute(new AdministerAccount(admin, id, change, read)));
  }
}

const adminViewOf = (state: AccountState): AdminAccount => ({
  ...publicStateOf(state),
  disabled: isDisabled(state),
  passwordChangeRequired: state.passwordChangeRequired === true,
  version: state.version,
});

const shown = (status: number, account: AccountState, headers: Record<string, string> = {}): HttpAnswer =>
  answer(status, adminViewOf(account), { etag: entityTagOf(account), ...headers });
