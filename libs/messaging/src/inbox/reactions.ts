import type { EventEnvelope, EventName } from '#contracts';
import type { Type } from '@nestjs/common';
import type { Reaction } from '../policies/reaction.js';
import { wheneverOf } from '../policies/whenever.js';

interface Bound {
  reaction: Reaction;
  resync: 'apply' | 'ignore';
}

/** Which policies of a service react to which events. */
export class Reactions {
  private readonly byName = new Map<EventName, Bound[]>();

  constructor(policies: Type<Reaction<never>>[], instanceOf: (policy: Type<Reaction<never>>) => Reaction<never>) {
    for (const policy of policies) {
      const { names, resync } = wheneverOf(policy);
      const bound: Bound = { reaction: instanceOf(policy), resync };
      for (const name of names) this.byName.set(name, [...(this.byName.get(name) ?? []), bound]);
    }
  }

  get names(): EventName[] {
    return [...this.byName.keys()];
  }

  /** The events whose re-emitted states are reacted to as well. */
  get copied(): EventName[] {
    return this.names.filter((name) => this.byName.get(name)?.some(({ resync }) => resync === 'apply'));
  }

  /** Those that react to this event; to a re-emitted state only projections and copies do. */
  to(event: EventEnvelope): Reaction[] {
    const bound = this.byName.get(event.name) ?? [];
    return bound.filter(({ resync }) => event.resync === undefined || resync === 'apply').map((each) => each.reaction);
  }
}
