import { Body, Controller, Get, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Account, ChangeAccount as ChangeAccountBody } from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, invalidRequest, type CallingAccount } from '#platform';
import { noSuchAccount } from '../domain/account.js';
import { accountOf, type Told } from '../domain/subject.js';
import { ChooseLocale } from '../use-cases/choose-locale.js';
import { IntroduceSubject } from '../use-cases/introduce-subject.js';
import { AccountKeeper } from './account-keeper.js';

/** The own account where another provider keeps it: whoever asks is known from then on. */
@ApiTags('accounts')
@Controller('api/v1/auth')
export class SubjectController {
  constructor(
    private readonly commands: CommandBus,
    private readonly keeper: AccountKeeper,
  ) {}

  @Get('me')
  @ApiAnswer(200, Account, { description: 'The own account.' })
  @ApiProblems('NOT_FOUND')
  async showMyAccount(@CurrentAccount() account: CallingAccount): Promise<Account> {
    return accountOf(await this.commands.execute(new IntroduceSubject(toldBy(account))));
  }

  @Patch('me')
  @ApiAnswer(200, Account, { description: 'The own account after the change.' })
  @ApiProblems('NOT_FOUND')
  async changeMyAccount(
    @CurrentAccount() account: CallingAccount,
    @Body({ schema: ChangeAccountBody }) { name, locale }: ChangeAccountBody,
  ): Promise<Account> {
    if (name !== undefined) throw invalidRequest([{ pointer: '/name', detail: `is kept by ${this.keeper.issuer}` }]);
    const known = await this.commands.execute(new IntroduceSubject(toldBy(account)));
    if (locale === undefined) return accountOf(known);
    return accountOf(await this.commands.execute(new ChooseLocale(account.id, locale)));
  }
}

/** A service has no account. */
function toldBy({ id, name, role, profile }: CallingAccount): Told {
  if (role === 'service' || profile === undefined) throw noSuchAccount();
  const { issuedAt: toldAt, ...claims } = profile;
  return { ...claims, toldAt, id, name, role };
}
