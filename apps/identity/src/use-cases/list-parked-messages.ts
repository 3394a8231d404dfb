import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isRejection, type ParkedMessageList, type ParkedMessageSummary } from '#contracts';
import { ParkedMessages, type ParkedMessage } from '#messaging';
import { Log, unavailable, withTimeout } from '#platform';

const LIMIT = 100;
const BROKER_TIMEOUT_MS = 10_000;

export class ListParkedMessages extends Query<ParkedMessageList> {}

@QueryHandler(ListParkedMessages)
export class ListParkedMessagesHandler implements IQueryHandler<ListParkedMessages> {
  constructor(
    private readonly parked: ParkedMessages,
    private readonly log: Log,
  ) {}

  async execute(): Promise<ParkedMessageList> {
    const found = await fromBroker(this.log, () => this.parked.list({ limit: LIMIT + 1 }));
    return { items: found.slice(0, LIMIT).map(summaryOf), complete: found.length <= LIMIT };
  }
}

export const summaryOf = (message: ParkedMessage): ParkedMessageSummary => ({
  id: message.id,
  consumer: message.consumer,
  routingKey: message.routingKey,
  attempts: message.attempts,
  reason: message.reason,
  parkedAt: message.parkedAt.toISOString(),
});

/** @throws HttpProblem 503 if the broker fails or does not respond */
export async function fromBroker<Result>(log: Log, call: () => Promise<Result>): Promise<Result> {
  try {
    return await withTimeout(call(), BROKER_TIMEOUT_MS, 'the broker did not respond');
  } catch (error) {
    if (isRejection(error)) throw error;
    log.warn('a call to the broker failed', { error });
    throw unavailable('broker');
  }
}
