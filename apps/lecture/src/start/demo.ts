import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Recurring } from '#platform';
import { OpenDemoLectures } from '../use-cases/open-demo-lectures.js';

const PAUSE_MS = 500;

/** Opens the demo lectures, once. It looks again and again until it can, for identity may start later, or tell later. */
@Injectable()
export class Demo implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly recurring: Recurring,
  ) {}

  onApplicationBootstrap(): void {
    const looking = this.recurring.every(PAUSE_MS, 'open the demo lectures', async () => {
      if ((await this.commands.execute(new OpenDemoLectures())) === 'done') void looking.stop();
    });
  }
}
