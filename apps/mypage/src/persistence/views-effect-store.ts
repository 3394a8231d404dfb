import { Injectable } from '@nestjs/common';
import { EffectStore } from '#messaging';
import { Views } from '../domain/views.js';

/** Tells the consumer when it is the views' store that fails, not a message. */
@Injectable()
export class ViewsEffectStore extends EffectStore {
  constructor(private readonly views: Views) {
    super();
  }

  isFault(error: unknown): boolean {
    return this.views.isOutage(error);
  }

  ping(): Promise<void> {
    return this.views.ping();
  }
}
