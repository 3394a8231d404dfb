import type { RegistrationStatus } from '#contracts';
import { viewDocument, type TimelessDocument } from '../../domain/view-document.js';
import type { Overview, ViewPosition } from '../../ports/views.js';
import { collectionNames, keyOf, type PartDocument, type ViewCollections } from './collections.js';

type Stage = Record<string, unknown>;

export interface FoundDocument {
  studentId: string;
  position: ViewPosition;
  document: TimelessDocument;
}

const join = (kind: keyof typeof collectionNames, localField: string, foreignField: string, as: string): Stage => ({
  $lookup: { from: collectionNames[kind], localField, foreignField, as },
});

const withPayments = join('payment', '_id', 'registrationKey', 'payments');
const withLecture = join('lecture', 'lectureKey', '_id', 'lectures');
const withInstructor = join('account', 'lectures.instructorKey', '_id', 'instructors');

type Joined = PartDocument<'registration'> & {
  payments: PartDocument<'payment'>[];
  lectures: PartDocument<'lecture'>[];
  instructors: PartDocument<'account'>[];
};

/** Registrations of a selection with a part that has changed. */
export async function readChanged(
  { parts }: ViewCollections,
  selection: Stage[],
  since: Date,
): Promise<{ studentId: string; registrationId: string }[]> {
  const latest = ['$payments', '$lectures', '$instructors'].map((joined) => ({ $max: `${joined}.changedAt` }));
  const found = await parts.registration
    .aggregate<{ studentId: string; id: string }>([
      ...selection,
      withPayments,
      withLecture,
      withInstructor,
      { $project: { studentId: 1, id: 1, changedAt: { $max: ['$changedAt', ...latest] } } },
      { $match: { changedAt: { $gte: since } } },
    ])
    .toArray();
  return found.map(({ studentId, id }) => ({ studentId, registrationId: id }));
}

export async function readDocuments({ parts }: ViewCollections, selection: Stage[]): Promise<FoundDocument[]> {
  const stages = [...selection, withPayments, withLecture, withInstructor];
  const joined = await parts.registration.aggregate<Joined>(stages).toArray();
  return joined.map(shown);
}

function shown(joined: Joined): FoundDocument {
  const { state: registration, payments, lectures, instructors } = joined;
  return {
    studentId: registration.studentId,
    position: { requestedAt: registration.requestedAt, id: registration.id },
    document: viewDocument({
      registration,
      payments: payments.map(({ state }) => state),
      lecture: lectures[0]?.state ?? null,
      instructor: instructors[0]?.state ?? null,
    }),
  };
}

/** Its parts are of one generation, but not of exactly one moment. */
export async function readOverview(collections: ViewCollections, ofStudent: OfStudent, now: string): Promise<Overview> {
  const { generation, studentId } = ofStudent;
  const [name, counts, paid, upcoming] = await Promise.all([
    nameOf(collections, keyOf(generation, studentId)),
    countsOf(collections, ofStudent),
    paidFor(collections, ofStudent),
    upcomingOf(collections, ofStudent, now),
  ]);
  return { student: { id: studentId, name }, counts, totalPaid: { amount: paid, currency: 'KRW' }, upcoming };
}

interface OfStudent {
  generation: number;
  studentId: string;
}

async function nameOf({ parts }: ViewCollections, key: string): Promise<string | null> {
  const account = await parts.account.findOne({ _id: key });
  return account?.state.name ?? null;
}

async function countsOf({ parts }: ViewCollections, ofStudent: OfStudent): Promise<Overview['counts']> {
  const rows = await parts.registration
    .aggregate<{ _id: RegistrationStatus; number: number }>([
      { $match: ofStudent },
      { $group: { _id: '$status', number: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  return Object.fromEntries(rows.map(({ _id, number }) => [_id, number]));
}

async function paidFor({ parts }: ViewCollections, ofStudent: OfStudent): Promise<number> {
  const [sum] = await parts.registration
    .aggregate<{ paid: number }>([
      { $match: ofStudent },
      { $project: { _id: 1 } },
      withPayments,
      { $unwind: '$payments' },
      { $match: { 'payments.status': 'COMPLETED' } },
      { $group: { _id: null, paid: { $sum: '$payments.amount' } } },
    ])
    .toArray();
  return sum?.paid ?? 0;
}

const sessionsNotEnded = (now: string): Stage => ({
  $filter: {
    input: { $ifNull: [{ $arrayElemAt: ['$lectures.state.sessions', 0] }, []] },
    as: 'session',
    cond: { $gt: ['$$session.endsAt', now] },
  },
});

/** By the next session; `~` sorts after every instant, so that unknown lectures are last. */
async function upcomingOf(
  collections: ViewCollections,
  ofStudent: OfStudent,
  now: string,
): Promise<Overview['upcoming']> {
  const found = await readDocuments(collections, [
    { $match: { ...ofStudent, status: { $in: ['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED'] } } },
    withLecture,
    { $match: { 'lectures.status': { $ne: 'CLOSED' } } },
    { $addFields: { notEnded: sessionsNotEnded(now) } },
    { $match: { $or: [{ lectures: { $size: 0 } }, { notEnded: { $ne: [] } }] } },
    { $addFields: { begins: { $ifNull: [{ $min: '$notEnded.startsAt' }, '~'] } } },
    { $sort: { begins: 1, id: 1 } },
    { $limit: 10 },
  ]);
  return found.map(({ document }) => document);
}
