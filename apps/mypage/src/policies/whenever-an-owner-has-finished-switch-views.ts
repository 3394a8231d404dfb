import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ResyncFinished } from '#contracts';
import { ResyncWatcher } from '#messaging';
import { NoteOwnerFinished } from '../use-cases/note-owner-finished.js';

@Injectable()
export class WheneverAnOwnerHasFinishedSwitchViews extends ResyncWatcher {
  constructor(private readonly commands: CommandBus) {
    super();
  }

  async finished({ requestId, source, emitted }: ResyncFinished): Promise<void> {
    await this.commands.execute(new NoteOwnerFinished(requestId, source, emitted));
  }
}
