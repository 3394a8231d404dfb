import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#contracts';
import { HttpProblem } from '../http/http-problem.js';
import { factsOf } from '../http/request-context.js';
import type { Routes } from '../routes/routes.js';
import type { CallingAccount } from './calling-account.js';
import { bearerToken, type Tokens } from './tokens.js';

export class Authentication implements CanActivate {
  constructor(
    private readonly routes: Routes,
    private readonly tokens: Tokens,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const { isPublic, roles, acceptsTicket, recognizesAccount } = this.routes.of(context);
    if (isPublic) return recognizesAccount ? this.recognize(context.switchToHttp().getRequest<FastifyRequest>()) : true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // A response to an account must not be cached, unless the handler overrides this.
    http.getResponse<FastifyReply>().header('cache-control', 'no-store');
    if (acceptsTicket && Object.hasOwn(request.query as object, 'ticket')) return true;
    const token = bearerToken(request.headers.authorization);
    const cached = this.tokens.cached(token);
    if (cached) return admit(request, cached, roles);
    return this.tokens.verify(token).then((account) => admit(request, account, roles));
  }

  private async recognize(request: FastifyRequest): Promise<boolean> {
    if (request.headers.authorization === undefined) return true;
    try {
      return admit(request, await this.tokens.verify(bearerToken(request.headers.authorization)), undefined);
    } catch (error) {
      if (error instanceof HttpProblem) return true;
      throw error;
    }
  }
}

function admit(request: object, account: CallingAccount, roles: Role[] | undefined): boolean {
  if (roles && !roles.includes(account.role)) throw new HttpProblem('FORBIDDEN');
  factsOf(request).account = account;
  return true;
}
