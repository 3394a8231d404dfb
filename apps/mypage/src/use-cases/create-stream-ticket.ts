import { createHash, randomBytes } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StreamTicket } from '#contracts';
import { Clock } from '#platform';
import { StreamTickets } from '../ports/stream-tickets.js';

export const TICKET_LIFETIME_MS = 60_000;

export class CreateStreamTicket extends Command<StreamTicket> {
  constructor(
    readonly studentId: string,
    readonly tokenExpiresAt: Date,
  ) {
    super();
  }
}

@CommandHandler(CreateStreamTicket)
export class CreateStreamTicketHandler implements ICommandHandler<CreateStreamTicket> {
  constructor(
    private readonly tickets: StreamTickets,
    private readonly clock: Clock,
  ) {}

  async execute({ studentId, tokenExpiresAt }: CreateStreamTicket): Promise<StreamTicket> {
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + TICKET_LIFETIME_MS);
    await this.tickets.add({ digest: digestOf(ticket), studentId, expiresAt, streamUntil: tokenExpiresAt });
    return { ticket, expiresAt: expiresAt.toISOString() };
  }
}

/** A ticket is random, so its digest needs no salt. */
export const digestOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');
