import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RebuildRequested, rebuildRequestedKeyOf } from '#contracts';
import { Broker, type Delivery, type Verdict } from '#messaging';
import { Log, Shutdown } from '#platform';
import { RebuildViews } from '../use-cases/rebuild-views.js';

/** The operator's request arrives by a queue of its own: it is no event, and it must not wait behind any. */
@Injectable()
export class WheneverARebuildIsRequestedRebuildViews implements OnApplicationBootstrap {
  constructor(
    private readonly broker: Broker,
    private readonly commands: CommandBus,
    private readonly shutdown: Shutdown,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const subscribed = await this.broker.subscribe({
      consumer: 'mypage-rebuild',
      bindings: [rebuildRequestedKeyOf('mypage')],
      concurrency: 1,
      handle: (delivery) => this.judge(delivery),
    });
    this.shutdown.add('consume', { drain: () => subscribed.close() });
  }

  private async judge({ body }: Delivery): Promise<Verdict> {
    const request = readRequest(body);
    if (!request) return { kind: 'park', reason: 'not a request for a rebuild' };
    try {
      await this.commands.execute(new RebuildViews(request.requestId));
      return { kind: 'done' };
    } catch (error) {
      this.log.error('a rebuild could not begin', { error, requestId: request.requestId });
      return { kind: 'retry', reason: String(error) };
    }
  }
}

function readRequest(body: string): RebuildRequested | undefined {
  try {
    return RebuildRequested.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
