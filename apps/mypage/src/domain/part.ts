import type { Account, EventEnvelope, EventName, LectureState, Payment, Registration } from '#contracts';

export interface PartStates {
  registration: Registration;
  payment: Payment;
  lecture: LectureState;
  account: Account;
}

export type PartKind = keyof PartStates;

/** One state; of two states with the same id, the one with the higher sequence is newer. */
export type PartOf<Kind extends PartKind> = { kind: Kind; id: string; sequence: number; state: PartStates[Kind] };
export type Part = { [Kind in PartKind]: PartOf<Kind> }[PartKind];

export const partKinds: readonly PartKind[] = ['registration', 'payment', 'lecture', 'account'];

export function partOf(event: EventEnvelope): Part {
  const part = { kind: kindOf(event.name), id: event.data.id, sequence: event.sequence, state: event.data };
  return part as Part;
}

const kindOf = (name: EventName): PartKind => name.slice(0, name.indexOf('.')) as PartKind;

export interface RegistrationParts {
  registration: Registration;
  payments: readonly Payment[];
  lecture: LectureState | null;
  instructor: Account | null;
}
