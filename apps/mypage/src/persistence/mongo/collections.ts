import type { Collection, Db, IndexDescription } from 'mongodb';
import type { PartKind, PartStates } from '../../domain/part.js';
import type { GenerationPlan } from './generation-plan.js';

export interface PartDocument<Kind extends PartKind = PartKind> {
  _id: string;
  generation: number;
  id: string;
  sequence: number;
  state: PartStates[Kind];
  /** By the store's clock: when it became visible, independent of the instants in its state. */
  changedAt: Date;
  [column: string]: unknown;
}

export interface RebuildEvent {
  _id: string;
  generation: number;
  source: string;
}

/** Its key is the digest. */
export interface TicketDocument {
  _id: string;
  studentId: string;
  expiresAt: Date;
  streamUntil: Date;
}

export interface PlanDocument extends GenerationPlan {
  _id: string;
  revision: number;
}

export interface ViewCollections {
  parts: { [Kind in PartKind]: Collection<PartDocument<Kind>> };
  events: Collection<RebuildEvent>;
  plan: Collection<PlanDocument>;
  tickets: Collection<TicketDocument>;
}

export const collectionNames = {
  registration: 'registrations',
  payment: 'payments',
  lecture: 'lectures',
  account: 'accounts',
} as const satisfies Record<PartKind, string>;

export const collectionsOf = (db: Db): ViewCollections => ({
  parts: {
    registration: db.collection(collectionNames.registration),
    payment: db.collection(collectionNames.payment),
    lecture: db.collection(collectionNames.lecture),
    account: db.collection(collectionNames.account),
  },
  events: db.collection('rebuild_events'),
  plan: db.collection('generations'),
  tickets: db.collection('stream_tickets'),
});

/** The generation comes first, because ids can contain any characters. */
export const keyOf = (generation: number, id: string): string => `${generation}:${id}`;

const changes: IndexDescription = { key: { generation: 1, changedAt: 1 }, name: 'changes' };

const indexes: Record<PartKind, IndexDescription[]> = {
  registration: [
    { key: { generation: 1, studentId: 1, requestedAt: -1, id: -1 }, name: 'of_student' },
    { key: { lectureKey: 1, studentId: 1 }, name: 'of_lecture' },
    changes,
  ],
  payment: [{ key: { registrationKey: 1 }, name: 'of_registration' }, changes],
  lecture: [{ key: { instructorKey: 1 }, name: 'of_instructor' }, changes],
  account: [changes],
};

export async function createIndexes({ parts, events, tickets }: ViewCollections): Promise<void> {
  await Promise.all([
    parts.registration.createIndexes(indexes.registration),
    parts.payment.createIndexes(indexes.payment),
    parts.lecture.createIndexes(indexes.lecture),
    parts.account.createIndexes(indexes.account),
    events.createIndexes([{ key: { generation: 1, source: 1 }, name: 'of_source' }]),
    tickets.createIndexes([{ key: { expiresAt: 1 }, name: 'expired' }]),
  ]);
}
