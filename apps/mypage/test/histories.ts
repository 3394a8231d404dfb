import fc from 'fast-check';
import type { Payment, Registration } from '#contracts';
import type { Part, PartOf } from '../src/domain/part.js';
import type { ResyncOrigin } from '../src/ports/views.js';
import { account, drPark, idOf, joon, lecture, march, mina, part, payment, registration, won } from './states.js';

/** The states of all aggregates with sequences 1, 2, 3 …, and the order in which My Page receives them. */
export interface History {
  /** Every published state; a resync re-publishes the last of each aggregate. */
  published: Part[];
  /** `published`, some of it twice, shuffled. */
  delivered: Part[];
  /** The number of deliveries before the rebuild. */
  before: number;
  /** Deliveries during the rebuild: the rest and the re-published states, shuffled, some twice. */
  during: (Rebuilding | Part)[];
}

export type Rebuilding = { part: Part; origin: ResyncOrigin };

export const REBUILD = idOf(900);
export const OWNERS = ['registration', 'payment', 'lecture', 'account'];

const minutes = fc.integer({ min: 0, max: 600 });
const instant = minutes.map((minute) => march(2, minute));
const maybeInstant = fc.option(instant, { nil: null });
const number = (count: number) => fc.integer({ min: 1, max: count });

/** Successive states of one aggregate, numbered 1, 2, 3 …. */
const versions = <State>(states: fc.Arbitrary<State>, numbered: (state: State, version: number) => Part) =>
  fc.array(states, { minLength: 1, maxLength: 5 }).map((all) => all.map((state, index) => numbered(state, index + 1)));

const registrationChange: fc.Arbitrary<Partial<Registration>> = fc.record({
  status: fc.constantFrom('AWAITING_PAYMENT', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED'),
  requestedAt: fc.constantFrom(march(2), march(2, 1)),
  confirmedAt: maybeInstant,
  endedAt: maybeInstant,
  fee: fc.constantFrom(won(0), won(49_000)),
});

const paymentChange: fc.Arbitrary<Partial<Payment>> = fc.record({
  status: fc.constantFrom('COMPLETED', 'DECLINED', 'CANCELED'),
  completedAt: maybeInstant,
  cancelRequestedAt: maybeInstant,
  canceledAt: maybeInstant,
});

const aggregates = fc.tuple(
  ...[1, 2, 3, 4].map((id) =>
    fc
      .record({ lectureId: number(3), studentId: fc.constantFrom(mina, joon) })
      .chain(({ lectureId, studentId }) =>
        versions(registrationChange, (change, version) =>
          part(
            'registration',
            registration({ id: idOf(id), studentId, lectureId: idOf(100 + lectureId), ...change, version }),
          ),
        ),
      ),
  ),
  ...[11, 12, 13, 14].map((id) =>
    fc
      .record({ of: number(5), attempt: number(3) })
      .chain(({ of, attempt }) =>
        versions(paymentChange, (change, version) =>
          part('payment', payment({ id: idOf(id), registrationId: idOf(of), attempt, ...change, version })),
        ),
      ),
  ),
  ...[101, 102, 103].map((id) =>
    versions(
      fc.record({
        status: fc.constantFrom('OPEN' as const, 'CANCELED' as const, 'CLOSED' as const),
        updatedAt: instant,
      }),
      (change, version) =>
        part('lecture', lecture({ id: idOf(id), title: `Algorithms ${id}.${version}`, ...change, version })),
    ),
  ),
  ...[mina, joon, drPark].map((id) =>
    versions(fc.string({ minLength: 1, maxLength: 8 }), (name, version) =>
      part('account', account({ id, name }), version),
    ),
  ),
);

/** `items`, each once or more, in any order. */
const anyOrder = <Item>(items: Item[]): fc.Arbitrary<Item[]> =>
  fc
    .tuple(fc.shuffledSubarray(items, { minLength: items.length }), fc.shuffledSubarray(items))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));

export const histories: fc.Arbitrary<History> = aggregates.chain((states) => {
  const published = states.flat();
  return anyOrder(published).chain((delivered) =>
    fc.integer({ min: 0, max: delivered.length }).chain((before) =>
      republished(states, delivered.slice(0, before)).chain((current) =>
        anyOrder<Rebuilding | Part>([...delivered.slice(before), ...current]).map((during) => ({
          published,
          delivered,
          before,
          during,
        })),
      ),
    ),
  );
});

/** What a resync re-publishes: per aggregate, a state at least as new as the delivered ones, or none. */
function republished(aggregates: Part[][], delivered: Part[]): fc.Arbitrary<Rebuilding[]> {
  const oneOf = (states: Part[], index: number) => {
    const newest = Math.max(0, ...delivered.filter(sameAs(states[0]!)).map(({ sequence }) => sequence));
    return fc.integer({ min: newest, max: states.length }).map((version) => rebuildingWith(states[version - 1], index));
  };
  return fc.tuple(...aggregates.map(oneOf)).map((all) => all.flat());
}

const sameAs = (one: Part) => (other: Part) => one.kind === other.kind && one.id === other.id;

const rebuildingWith = (state: Part | undefined, index: number): Rebuilding[] =>
  state ? [{ part: state, origin: { requestId: REBUILD, eventId: idOf(1_000 + index), source: state.kind } }] : [];

/** The number of distinct events that a source re-published. */
export const emittedBy = (history: History, source: string): number =>
  new Set(
    history.during.flatMap((one) => ('origin' in one && one.origin.source === source ? [one.origin.eventId] : [])),
  ).size;

/** The last state of every aggregate: what any order of deliveries must result in. */
export const lastStates = ({ published }: History): Part[] => {
  const last = new Map<string, PartOf<never> | Part>();
  for (const state of published) last.set(`${state.kind} ${state.id}`, state);
  return [...last.values()] as Part[];
};
