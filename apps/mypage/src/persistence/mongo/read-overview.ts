import type { RegistrationStatus } from '#contracts';
import type { Overview } from '../../domain/views.js';
import { keyOf, type ViewCollections } from './collections.js';
import { readDocuments, withLecture, withPayments } from './read-documents.js';

/** The head of a student's My Page; its parts are of one generation, and of nearly one moment. */
export async function readOverview(
  collections: ViewCollections,
  generation: number,
  studentId: string,
): Promise<Overview> {
  const ofStudent = { generation, studentId };
  const [name, counts, paid, upcoming] = await Promise.all([
    nameOf(collections, keyOf(generation, studentId)),
    countsOf(collections, ofStudent),
    paidFor(collections, ofStudent),
    upcomingOf(collections, ofStudent),
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

/** Live registrations of lectures that are not over, the one that begins first in front; `~` comes after every instant. */
async function upcomingOf(collections: ViewCollections, ofStudent: OfStudent): Promise<Overview['upcoming']> {
  const found = await readDocuments(collections, [
    { $match: { ...ofStudent, status: { $in: ['AWAITING_PAYMENT', 'CONFIRMED'] } } },
    withLecture,
    { $match: { 'lectures.status': { $ne: 'CLOSED' } } },
    { $addFields: { begins: { $ifNull: [{ $arrayElemAt: ['$lectures.firstSessionAt', 0] }, '~'] } } },
    { $sort: { begins: 1, id: 1 } },
    { $limit: 10 },
  ]);
  return found.map(({ document }) => document);
}
