import type { Account, EventEnvelope, EventName, LectureState, Payment, Registration } from '#contracts';

/** The states of which a view is made, each as its own context last published it. */
export interface PartStates {
  registration: Registration;
  payment: Payment;
  lecture: LectureState;
  account: Account;
}

export type PartKind = keyof PartStates;

/** One state, and the sequence by which the newer of two is known. */
export type PartOf<Kind extends PartKind> = { kind: Kind; id: string; sequence: number; state: PartStates[Kind] };
export type Part = { [Kind in PartKind]: PartOf<Kind> }[PartKind];

export const partKinds: readonly PartKind[] = ['registration', 'payment', 'lecture', 'account'];

/** The part that an event carries: `payment.completed` carries a payment. */
export function partOf(event: EventEnvelope): Part {
  const part = { kind: kindOf(event.name), id: event.data.id, sequence: event.sequence, state: event.data };
  return part as Part;
}

const kindOf = (name: EventName): PartKind => name.slice(0, name.indexOf('.')) as PartKind;
