import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RebuildRequested, rebuildRequestedKeyOf } from '#contracts';
import { Broker, type Delivery, type Verdict } from '#messaging';
import { Log, Shutdown } from '#platform';
import { Views } from '../domain/views.js';
import { RebuildViews } from '../use-cases/rebuild-views.js';

/** How often a store that is out is asked whether it answers again, in milliseconds. */
const ASK_MS = 500;

/** The operator's request arrives by a queue of its own: it is no event, and it must not wait behind any. */
@Injectable()
export class WheneverARebuildIsRequestedRebuildViews implements OnApplicationBootstrap {
  constructor(
    private readonly broker: Broker,
    private readonly commands: CommandBus,
    private readonly views: Views,
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
      if (this.views.isOutage(error)) {
        this.log.warn('a rebuild waits for the store of the views', { error, requestId: request.requestId });
        return { kind: 'pause', reason: String(error), until: () => this.untilTheViewsAnswer() };
      }
      this.log.error('a rebuild could not begin', { error, requestId: request.requestId });
      return { kind: 'retry', reason: String(error) };
    }
  }

  private async untilTheViewsAnswer(): Promise<void> {
    const { signal } = this.shutdown;
    while (!signal.aborted) {
      await new Promise((wake) => setTimeout(wake, ASK_MS).unref());
      try {
        await this.views.ping();
        return;
      } catch {
        continue; // Still out: that is what is being waited for, and it has been said.
      }
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
