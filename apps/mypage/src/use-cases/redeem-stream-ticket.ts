import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { StreamTickets } from '../ports/stream-tickets.js';
import { digestOf } from './create-stream-ticket.js';

export interface StreamRight {
  studentId: string;
  until: Date;
}

/** Consumes the ticket. Returns undefined if it is unknown, expired or already used. */
export class RedeemStreamTicket extends Command<StreamRight | undefined> {
  constructor(readonly ticket: string) {
    super();
  }
}

@CommandHandler(RedeemStreamTicket)
export class RedeemStreamTicketHandler implements ICommandHandler<RedeemStreamTicket> {
  constructor(
    private readonly tickets: StreamTickets,
    private readonly clock: Clock,
  ) {}

  async execute({ ticket }: RedeemStreamTicket): Promise<StreamRight | undefined> {
    const stored = await this.tickets.take(digestOf(ticket));
    if (!stored || stored.expiresAt <= this.clock.now()) return undefined;
    return { studentId: stored.studentId, until: stored.streamUntil };
  }
}
