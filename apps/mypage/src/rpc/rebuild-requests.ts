import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RebuildRequested, rebuildRequestedKeyOf } from '#contracts';
import { Broker, EffectStore, type Delivery, type Verdict } from '#messaging';
import { Log, Shutdown } from '#platform';
import { RebuildViews } from '../use-cases/rebuild-views.js';

const CHECK_MS = 500;

/** Consumes the operator's requests from a queue of their own, so that they do not wait behind events. */
@Injectable()
export class RebuildRequests implements OnApplicationBootstrap {
  constructor(
    private readonly broker: Broker,
    private readonly commands: CommandBus,
    private readonly store: EffectStore,
    private readonly shutdown: Shutdown,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const subscription = await this.broker.subscribe({
      consumer: 'mypage-rebuild',
      bindings: [rebuildRequestedKeyOf('mypage')],
      concurrency: 1,
      handle: (delivery) => this.consume(delivery),
    });
    this.shutdown.add('consume', { drain: () => subscription.close() });
  }

  private async consume({ body }: Delivery): Promise<Verdict> {
    const request = readRequest(body);
    if (!request) return { kind: 'park', reason: 'not a valid rebuild request' };
    try {
      await this.commands.execute(new RebuildViews(request.requestId));
      return { kind: 'done' };
    } catch (error) {
      if (this.store.isFault(error)) {
        this.log.warn('a rebuild is waiting for the store of the views', { error, requestId: request.requestId });
        return { kind: 'pause', reason: String(error), until: () => this.untilStoreResponds() };
      }
      this.log.error('a rebuild could not be started', { error, requestId: request.requestId });
      return { kind: 'retry', reason: String(error) };
    }
  }

  private async untilStoreResponds(): Promise<void> {
    const { signal } = this.shutdown;
    while (!signal.aborted) {
      await new Promise((wake) => setTimeout(wake, CHECK_MS).unref());
      try {
        await this.store.ping();
        return;
      } catch {
        continue; // Still unavailable, which has been logged.
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
