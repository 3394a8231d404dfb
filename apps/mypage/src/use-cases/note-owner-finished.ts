import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Views } from '../domain/views.js';
import { SwitchViews } from './switch-views.js';

/** An owner has told everything it has: so many events belong to the rebuild. */
export class NoteOwnerFinished extends Command<void> {
  constructor(
    readonly requestId: string,
    readonly source: string,
    readonly emitted: number,
  ) {
    super();
  }
}

@CommandHandler(NoteOwnerFinished)
export class NoteOwnerFinishedHandler implements ICommandHandler<NoteOwnerFinished> {
  constructor(
    private readonly views: Views,
    private readonly switchViews: SwitchViews,
  ) {}

  async execute({ requestId, source, emitted }: NoteOwnerFinished): Promise<void> {
    await this.views.ownerFinished(requestId, source, emitted);
    await this.switchViews.whenComplete();
  }
}
