import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Metadata, status } from '@grpc/grpc-js';
import { RpcException } from '@nestjs/microservices';
import { Tokens } from '#platform';

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;

/** Lets a call pass whose metadata carries the token of a service, judged as HTTP judges it. */
@Injectable()
export class ServiceTokenGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const metadata: unknown = context.switchToRpc().getContext();
    const [authorization, more] = metadata instanceof Metadata ? metadata.get('authorization') : [];
    const [, token] = BEARER.exec(String(authorization ?? '')) ?? [];
    if (!token || more !== undefined) {
      throw new RpcException({ code: status.UNAUTHENTICATED, message: 'A bearer token is needed here.' });
    }
    const { role } = this.tokens.cached(token) ?? (await this.tokens.verify(token));
    if (role !== 'service') {
      throw new RpcException({ code: status.PERMISSION_DENIED, message: 'This is for services only.' });
    }
    return true;
  }
}
