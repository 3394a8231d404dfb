import { Injectable } from '@nestjs/common';
import { EffectStore } from '#messaging';
import { Views } from '../ports/views.js';

/** Lets the consumer pause while the store of the views is unavailable. */
@Injectable()
export class ViewsEffectStore extends EffectStore {
  constructor(private readonly views: Views) {
    super();
  }

  isFault(error: unknown): boolean {
    return this.views.isFault(error);
  }

  ping(): Promise<void> {
    return this.views.ping();
  }
}
