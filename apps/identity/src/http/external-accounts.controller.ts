import { Body, Controller, Get, Injectable, Patch, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { Account, ChangeAccount as ChangeAccountBody, Rejection } from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, HttpProblem, invalidRequest, type CallingAccount } from '#platform';
import { accountOf, type SubjectClaims } from '../domain/subject.js';
import { IdentitySettings } from '../settings.js';
import { ChooseLocale } from '../use-cases/choose-locale.js';
import { ProvisionAccount } from '../use-cases/provision-account.js';

/** Your account where an external identity provider manages the accounts; the first request provisions it. */
@ApiTags('accounts')
@Controller('api/v1/auth')
export class ExternalAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly settings: IdentitySettings,
  ) {}

  @Get('me')
  @ApiOperation({
    summary: 'Read your account',
    description: 'The account of the access token. Your first request creates it from the claims of the token.',
  })
  @ApiAnswer(200, Account, { description: 'Your account.' })
  @ApiProblems('NOT_FOUND')
  async showMyAccount(@CurrentAccount() account: CallingAccount): Promise<Account> {
    return accountOf(await this.commands.execute(new ProvisionAccount(claimsOf(account))));
  }

  @Patch('me')
  @ApiOperation({
    summary: 'Change your language',
    description: 'The identity provider manages your name: a request with `name` is rejected.',
  })
  @ApiAnswer(200, Account, { description: 'Your account after the change.' })
  @ApiProblems('NOT_FOUND')
  async changeMyAccount(
    @CurrentAccount() account: CallingAccount,
    @Body({ schema: ChangeAccountBody }) { name, locale }: ChangeAccountBody,
  ): Promise<Account> {
    if (name !== undefined)
      throw invalidRequest([{ pointer: '/name', detail: `is managed by ${this.settings.OIDC_ISSUER}` }]);
    const known = await this.commands.execute(new ProvisionAccount(claimsOf(account)));
    if (locale === undefined) return accountOf(known);
    return accountOf(await this.commands.execute(new ChooseLocale(account.id, locale)));
  }
}

function claimsOf({ id, name, role, profile }: CallingAccount): SubjectClaims {
  if (role === 'service' || profile === undefined) throw new Rejection('NOT_FOUND', { variant: 'account' });
  const { issuedAt: claimsIssuedAt, ...claims } = profile;
  return { ...claims, claimsIssuedAt, id, name, role };
}

const MANAGED_BY_PROVIDER = [
  ['POST', '/api/v1/auth/sign-up'],
  ['POST', '/api/v1/auth/login'],
  ['POST', '/api/v1/auth/refresh'],
  ['POST', '/api/v1/auth/logout'],
  ['POST', '/api/v1/auth/email-verification'],
  ['POST', '/api/v1/auth/email-verification/confirm'],
  ['GET', '/api/v1/auth/sessions'],
  ['DELETE', '/api/v1/auth/sessions/:id'],
  ['POST', '/api/v1/auth/sessions/end-all'],
  ['POST', '/api/v1/auth/password'],
  ['POST', '/api/v1/auth/password-reset'],
  ['POST', '/api/v1/auth/password-reset/confirm'],
  ['POST', '/api/v1/auth/email'],
  ['POST', '/api/v1/auth/email/confirm'],
  ['GET', '/api/v1/admin/accounts'],
  ['POST', '/api/v1/admin/accounts'],
  ['GET', '/api/v1/admin/accounts/:id'],
  ['PATCH', '/api/v1/admin/accounts/:id'],
  ['POST', '/oauth/token'],
  ['GET', '/.well-known/jwks.json'],
  ['GET', '/.well-known/openid-configuration'],
] as const;

/** Answers these routes with 404 and the provider's address, before the request is read. */
@Injectable()
export class ExternalAccountRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: IdentitySettings,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const issuer = String(this.settings.OIDC_ISSUER);
    const reject = async () => {
      throw new HttpProblem('NOT_FOUND', { variant: 'external-accounts', values: { issuer } });
    };
    for (const [method, url] of MANAGED_BY_PROVIDER) fastify.route({ method, url, onRequest: reject, handler: reject });
  }
}
