import { Injectable } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Log } from '#platform';
import { Views } from '../ports/views.js';

export class RecordOwnerFinished extends Command<void> {
  constructor(
    readonly requestId: string,
    readonly source: string,
    readonly emitted: number,
  ) {
    super();
  }
}

@Injectable()
export class RebuildCompletion {
  private readonly log: Log;

  constructor(
    private readonly views: Views,
    log: Log,
  ) {
    this.log = log.for('rebuild');
  }

  async check(): Promise<void> {
    // A warning, so that it is always logged: the operator waits for it.
    if (await this.views.switchWhenComplete()) this.log.warn('the views were rebuilt and switched');
  }
}

@CommandHandler(RecordOwnerFinished)
export class RecordOwnerFinishedHandler implements ICommandHandler<RecordOwnerFinished> {
  constructor(
    private readonly views: Views,
    private readonly completion: RebuildCompletion,
  ) {}

  async execute({ requestId, source, emitted }: RecordOwnerFinished): Promise<void> {
    await this.views.ownerFinished(requestId, source, emitted);
    await this.completion.check();
  }
}
