import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#contracts';
import { HttpProblem } from '../http/http-problem.js';
import { factsOf } from '../http/request-facts.js';
import type { Routes } from '../routes/routes.js';
import type { CallingAccount } from './account.js';
import { bearerToken } from './bearer-token.js';
import type { Tokens } from './tokens.js';

/** Lets a request pass whose bearer token holds and whose role the route admits; public routes are open to all. */
export class Authentication implements CanActivate {
  constructor(
    private readonly routes: Routes,
    private readonly tokens: Tokens,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const { isPublic, roles } = this.routes.of(context);
    if (isPublic) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // Answers to accounts are theirs alone: no cache keeps them, unless the handler says otherwise.
    http.getResponse<FastifyReply>().header('cache-control', 'no-store');
    const token = bearerToken(request.headers.authorization);
    const known = this.tokens.remembered(token);
    if (known) return admit(request, known, roles);
    return this.tokens.verify(token).then((account) => admit(request, account, roles));
  }
}

function admit(request: object, account: CallingAccount, roles: Role[] | undefined): boolean {
  if (roles && !roles.includes(account.role)) throw new HttpProblem('FORBIDDEN', 'This is not for your role.');
  factsOf(request).account = account;
  return true;
}
