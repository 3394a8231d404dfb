import type { EventEnvelope, EventName } from '#contracts';
import type { Type } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { Policy } from '../policies/policy.js';
import type { Reaction } from '../policies/reaction.js';
import { wheneverOf } from '../policies/whenever.js';

interface Bound {
  reaction: Reaction;
  resync: 'apply' | 'ignore';
}

export type PolicyOrClass = Policy | Type<Reaction<never>>;

export interface ReactionParts {
  instanceOf: (policy: Type<Reaction<never>>) => Reaction<never>;
  commandBus: () => Pick<CommandBus, 'execute'>;
}

export class Reactions {
  private readonly byName = new Map<EventName, Bound[]>();

  constructor(policies: PolicyOrClass[], parts: ReactionParts) {
    for (const policy of policies) {
      const { names, bound } = typeof policy === 'function' ? ofClass(policy, parts) : ofTable(policy, parts);
      for (const name of names) this.byName.set(name, [...(this.byName.get(name) ?? []), bound]);
    }
  }

  get names(): EventName[] {
    return [...this.byName.keys()];
  }

  get copied(): EventName[] {
    return this.names.filter((name) => this.byName.get(name)?.some(({ resync }) => resync === 'apply'));
  }

  to(event: EventEnvelope): Reaction[] {
    const bound = this.byName.get(event.name) ?? [];
    return bound.filter(({ resync }) => event.resync === undefined || resync === 'apply').map((each) => each.reaction);
  }
}

interface BoundNames {
  names: readonly EventName[];
  bound: Bound;
}

function ofClass(policy: Type<Reaction<never>>, { instanceOf }: ReactionParts): BoundNames {
  const { names, resync } = wheneverOf(policy);
  return { names, bound: { reaction: instanceOf(policy), resync } };
}

function ofTable(policy: Policy, { commandBus }: ReactionParts): BoundNames {
  const react = (event: EventEnvelope) =>
    commandBus().execute(policy.command(event)) as Promise<void | 'kept' | 'stale'>;
  return { names: policy.events, bound: { reaction: { react }, resync: policy.resync } };
}
