import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Metrics, type JobResult } from '#platform';
import { StreamTickets } from '../ports/stream-tickets.js';

const BATCH = 500;

export class DeleteExpiredStreamTickets extends Command<JobResult> {}

@CommandHandler(DeleteExpiredStreamTickets)
export class DeleteExpiredStreamTicketsHandler implements ICommandHandler<DeleteExpiredStreamTickets> {
  constructor(
    private readonly tickets: StreamTickets,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async execute(): Promise<JobResult> {
    const deleted = await this.tickets.deleteExpired(this.clock.now(), BATCH);
    this.metrics.countExpired('stream_tickets', deleted);
    return deleted === BATCH ? 'more' : 'done';
  }
}
