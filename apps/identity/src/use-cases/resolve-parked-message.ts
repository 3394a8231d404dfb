import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type ShownParkedMessage } from '#contracts';
import { ParkedMessages } from '#messaging';
import { Log } from '#platform';
import { OperatorActions, type Admin } from '../ports/operator-actions.js';
import { fromBroker, summaryOf } from './list-parked-messages.js';

export type Resolution = 'REPLAY' | 'DROP';

/** Returns a parked message to its consumer, or deletes it. */
export class ResolveParkedMessage extends Command<void> {
  constructor(
    readonly admin: Admin,
    readonly id: string,
    readonly resolution: Resolution,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(ResolveParkedMessage)
export class ResolveParkedMessageHandler implements ICommandHandler<ResolveParkedMessage> {
  constructor(
    private readonly parked: ParkedMessages,
    private readonly actions: OperatorActions,
    private readonly log: Log,
  ) {}

  async execute({ admin, id, resolution, reason }: ResolveParkedMessage): Promise<void> {
    const isReplay = resolution === 'REPLAY';
    const action = isReplay ? 'PARKED_MESSAGE_REPLAYED' : 'PARKED_MESSAGE_DROPPED';
    await this.actions.record(admin, { action, subject: id, reason }, async () => {
      const count = await fromBroker(this.log, () => (isReplay ? this.parked.replay(id) : this.parked.drop(id)));
      if (count === 0) throw unknownMessage();
    });
  }
}

/** Shows the content of a parked message. A command, because it records who has seen possibly personal data. */
export class ShowParkedMessage extends Command<ShownParkedMessage> {
  constructor(
    readonly admin: Admin,
    readonly id: string,
  ) {
    super();
  }
}

@CommandHandler(ShowParkedMessage)
export class ShowParkedMessageHandler implements ICommandHandler<ShowParkedMessage> {
  constructor(
    private readonly parked: ParkedMessages,
    private readonly actions: OperatorActions,
    private readonly log: Log,
  ) {}

  execute({ admin, id }: ShowParkedMessage): Promise<ShownParkedMessage> {
    return this.actions.record(admin, { action: 'PARKED_MESSAGE_SHOWN', subject: id }, async () => {
      const message = await fromBroker(this.log, () => this.parked.show(id));
      if (message === undefined) throw unknownMessage();
      return { ...summaryOf(message), headers: message.headers, body: message.body };
    });
  }
}

const unknownMessage = () => new Rejection('NOT_FOUND', { variant: 'parked-message' });
