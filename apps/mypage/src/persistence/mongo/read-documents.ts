import type { ViewDocument } from '#contracts';
import type { ViewPlace } from '../../domain/views.js';
import { viewDocument } from '../../domain/view-document.js';
import { collectionNames, type PartDocument, type ViewCollections } from './collections.js';

/** A stage of an aggregation. */
export type Stage = Record<string, unknown>;

export interface FoundDocument {
  studentId: string;
  place: ViewPlace;
  document: ViewDocument;
  /** When any part of it last changed, by the clock of the store. */
  changedAt: Date;
}

const join = (kind: keyof typeof collectionNames, localField: string, foreignField: string, as: string): Stage => ({
  $lookup: { from: collectionNames[kind], localField, foreignField, as },
});

export const withPayments = join('payment', '_id', 'registrationKey', 'payments');
export const withLecture = join('lecture', 'lectureKey', '_id', 'lectures');
const withInstructor = join('account', 'lectures.instructorKey', '_id', 'instructors');

type Joined = PartDocument<'registration'> & {
  payments: PartDocument<'payment'>[];
  lectures: PartDocument<'lecture'>[];
  instructors: PartDocument<'account'>[];
};

/** The documents of the registrations that the stages pick, in their order; keys make sure of one generation. */
export async function readDocuments({ parts }: ViewCollections, pick: Stage[]): Promise<FoundDocument[]> {
  const stages = [...pick, withPayments, withLecture, withInstructor];
  const joined = await parts.registration.aggregate<Joined>(stages).toArray();
  return joined.map(shown);
}

function shown(joined: Joined): FoundDocument {
  const { state: registration, payments, lectures, instructors } = joined;
  const changes = [joined, ...payments, ...lectures, ...instructors].map(({ changedAt }) => changedAt.getTime());
  return {
    studentId: registration.studentId,
    place: { requestedAt: registration.requestedAt, id: registration.id },
    document: viewDocument({
      registration,
      payments: payments.map(({ state }) => state),
      lecture: lectures[0]?.state ?? null,
      instructor: instructors[0]?.state ?? null,
    }),
    changedAt: new Date(Math.max(...changes)),
  };
}
