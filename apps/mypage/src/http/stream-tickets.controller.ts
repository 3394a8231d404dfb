import { Controller, Injectable, Post, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { StreamTicket, type StreamQuery } from '#contracts';
import { ApiAnswer, CurrentAccount, factsOf, Repeatable, Roles, unauthenticated, type CallingAccount } from '#platform';
import { CreateStreamTicket } from '../use-cases/create-stream-ticket.js';
import { RedeemStreamTicket } from '../use-cases/redeem-stream-ticket.js';

@ApiTags('my page')
@Roles('student')
@Controller('api/v1/mypage/stream-tickets')
export class StreamTicketsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Repeatable()
  @ApiOperation({
    summary: 'Create a ticket for a stream',
    description:
      'For `EventSource`, which cannot send an access token: open `GET /api/v1/mypage/stream?ticket=…` within 60 seconds. A ticket opens one stream, which ends when the access token that created it expires. `EventSource` reconnects with the used ticket, gets 401 and stops: on its `error` event with `readyState` 2, create a new ticket and a new `EventSource`, with the id of the last event as `lastEventId`.',
  })
  @ApiAnswer(201, StreamTicket, { description: 'The ticket. It cannot be read again.' })
  async create(@CurrentAccount() { id, tokenExpiresAt }: CallingAccount): Promise<StreamTicket> {
    return this.commands.execute(new CreateStreamTicket(id, tokenExpiresAt));
  }
}

/** Exchanges the ticket of a request for the account of the student, after the request was validated. */
@Injectable()
export class StreamTicketGuard implements CanActivate {
  constructor(private readonly commands: CommandBus) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: StreamQuery }>>();
    const { ticket } = request.query;
    if (ticket === undefined) return true;
    const right = await this.commands.execute(new RedeemStreamTicket(ticket));
    if (!right) throw unauthenticated('stream-ticket');
    factsOf(request).account = { id: right.studentId, role: 'student', name: '', tokenExpiresAt: right.until };
    return true;
  }
}
