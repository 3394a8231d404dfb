import fc from 'fast-check';
import type { Payment, Registration } from '#contracts';
import type { Part, PartOf } from '../src/domain/part.js';
import type { ResyncOrigin } from '../src/domain/views.js';
import { account, drPark, idOf, joon, lecture, march, mina, part, payment, registration, won } from './states.js';

/** What happened in the whole system, each aggregate told by its states 1, 2, 3 …, and the order in which My Page hears of it. */
export interface History {
  /** Every published state; the last of each aggregate is what its owner would tell again. */
  published: Part[];
  /** `published`, some of it twice, shuffled. */
  delivered: Part[];
  /** How many deliveries come before the rebuild begins. */
  before: number;
  /** What a rebuild hears: the rest of the deliveries and the re-emitted states, shuffled, some twice. */
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

export const histories: fc.Arbitrary<History> = aggregates.chain((told) => {
  const published = told.flat();
  return anyOrder(published).chain((delivered) =>
    fc.integer({ min: 0, max: delivered.length }).chain((before) =>
      reEmissions(told, delivered.slice(0, before)).chain((current) =>
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

/** What the owners tell again: of each aggregate a state at least as new as what was heard of it, none if it has yet to begin. */
function reEmissions(told: Part[][], heard: Part[]): fc.Arbitrary<Rebuilding[]> {
  const oneOf = (states: Part[], index: number) => {
    const newest = Math.max(0, ...heard.filter(sameAs(states[0]!)).map(({ sequence }) => sequence));
    return fc.integer({ min: newest, max: states.length }).map((version) => reEmitted(states[version - 1], index));
  };
  return fc.tuple(...told.map(oneOf)).map((all) => all.flat());
}

const sameAs = (one: Part) => (other: Part) => one.kind === other.kind && one.id === other.id;

const reEmitted = (state: Part | undefined, index: number): Rebuilding[] =>
  state ? [{ part: state, origin: { requestId: REBUILD, eventId: idOf(1_000 + index), source: state.kind } }] : [];

/** How many distinct events each owner re-emitted. */
export const emittedBy = (history: History, source: string): number =>
  new Set(
    history.during.flatMap((one) => ('origin' in one && one.origin.source === source ? [one.origin.eventId] : [])),
  ).size;

/** The last state of every aggregate, told once and in order: what any other telling must amount to. */
export const lastStates = ({ published }: History): Part[] => {
  const last = new Map<string, PartOf<never> | Part>();
  for (const state of published) last.set(`${state.kind} ${state.id}`, state);
  return [...last.values()] as Part[];
};
