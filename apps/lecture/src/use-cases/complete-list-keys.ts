import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { JobResult } from '#platform';
import { LectureLists } from '../ports/lecture-lists.js';

export class CompleteListKeys extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(CompleteListKeys)
export class CompleteListKeysHandler implements ICommandHandler<CompleteListKeys> {
  constructor(private readonly lists: LectureLists) {}

  async execute({ limit }: CompleteListKeys): Promise<JobResult> {
    return (await this.lists.completeKeys(limit)) === limit ? 'more' : 'done';
  }
}
