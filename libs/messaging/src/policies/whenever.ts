import type { EventName } from '#contracts';
import type { Reaction } from './reaction.js';

/** `apply`: re-emitted states are reacted to as well (projections, copies). `ignore`: they are never seen. */
export interface WheneverOptions {
  resync: 'apply' | 'ignore';
}

export interface WheneverMark extends WheneverOptions {
  names: readonly EventName[];
}

const marks = new WeakMap<object, WheneverMark>();

/** Class decorator of a policy: `@Whenever(['payment.completed'], { resync: 'ignore' }) class … implements Reaction<…>`. */
export const Whenever =
  <const Name extends EventName>(names: readonly Name[], options: WheneverOptions) =>
  (policy: new (...parts: never[]) => Reaction<Name>): void => {
    marks.set(policy, { names, ...options });
  };

/** The facts that a policy class reacts to. @throws when it carries no `@Whenever` */
export function wheneverOf(policy: { name: string }): WheneverMark {
  const mark = marks.get(policy);
  if (!mark) throw new Error(`${policy.name} is a policy without @Whenever`);
  return mark;
}
