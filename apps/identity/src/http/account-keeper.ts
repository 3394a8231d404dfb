import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#platform';

/** The provider that keeps the accounts in identity's place. */
export class AccountKeeper {
  constructor(readonly issuer: string) {}
}

/** What only whoever keeps the accounts can answer. */
const THEIRS = [
  ['POST', '/api/v1/auth/sign-up'],
  ['POST', '/api/v1/auth/login'],
  ['POST', '/api/v1/auth/refresh'],
  ['POST', '/api/v1/auth/logout'],
  ['POST', '/api/v1/admin/accounts'],
  ['POST', '/oauth/token'],
  ['GET', '/.well-known/jwks.json'],
  ['GET', '/.well-known/openid-configuration'],
] as const;

/** Tells those who look for an account here where they are kept, before anything that they send is read. */
@Injectable()
export class KeptElsewhere implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly keeper: AccountKeeper,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const refuse = async () => {
      throw new HttpProblem('NOT_FOUND', `Accounts are kept by ${this.keeper.issuer}: log in there.`);
    };
    for (const [method, url] of THEIRS) fastify.route({ method, url, onRequest: refuse, handler: refuse });
  }
}
