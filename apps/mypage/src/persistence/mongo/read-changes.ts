import type { ChangeMark, ViewChange } from '../../domain/views.js';
import type { ViewCollections } from './collections.js';
import type { Generations } from './generations.js';
import { readDocuments, type FoundDocument } from './read-documents.js';

/** A step of the clock, another primary with its own, or a reader that looked too early must not hide a change. */
const OVERLAP_MS = 2_000;

/** Up to that age of a mark it is cheaper to begin at the changes, beyond it at the students. */
const RECENT_MS = 60_000;

interface Moment {
  generation: number;
  now: number;
}

async function presentMoment(generations: Generations): Promise<Moment> {
  const [{ active }, now] = await Promise.all([generations.plan(), generations.now()]);
  return { generation: active, now: now.getTime() };
}

export async function presentMark(generations: Generations): Promise<ChangeMark> {
  const { generation, now } = await presentMoment(generations);
  return `${generation}-${now}`;
}

/** What changed for these students since the mark, the latest change last. */
export async function readChanges(
  collections: ViewCollections,
  generations: Generations,
  mark: ChangeMark,
  students: readonly string[],
): Promise<ViewChange[]> {
  if (students.length === 0) return [];
  const present = await presentMoment(generations);
  const since = sinceOf(mark, present);
  const asked: Asked = { generation: present.generation, since: new Date(since), students: [...students] };
  const recent = present.now - since <= RECENT_MS;
  const found = recent ? await amongChanges(collections, asked) : await amongStudents(collections, asked);
  return found
    .filter(({ changedAt }) => changedAt.getTime() >= since)
    .sort((one, other) => one.changedAt.getTime() - other.changedAt.getTime())
    .map(({ studentId, document }) => ({ studentId, document }));
}

function sinceOf(mark: ChangeMark, { generation, now }: Moment): number {
  const [, marked, at] = /^(\d{1,15})-(\d{1,15})$/.exec(mark) ?? [];
  return Number(marked) === generation ? Math.min(Number(at), now) - OVERLAP_MS : 0;
}

interface Asked {
  generation: number;
  since: Date;
  students: string[];
}

const amongStudents = (collections: ViewCollections, { generation, students }: Asked): Promise<FoundDocument[]> =>
  readDocuments(collections, [{ $match: { generation, studentId: { $in: students } } }]);

/** Costs what changed, not how many students listen. */
async function amongChanges(collections: ViewCollections, asked: Asked): Promise<FoundDocument[]> {
  const { generation, since, students } = asked;
  const { parts } = collections;
  const changed = { generation, changedAt: { $gte: since } };
  const ofStudents = { studentId: { $in: students } };
  const keysOnly = { projection: { _id: 1 } };
  const [own, payments, lectures] = await Promise.all([
    parts.registration.find({ ...changed, ...ofStudents }, keysOnly).toArray(),
    parts.payment.find(changed, { projection: { registrationKey: 1 } }).toArray(),
    lecturesChanged(collections, changed),
  ]);
  const ofLectures =
    lectures.length === 0
      ? []
      : await parts.registration.find({ lectureKey: { $in: lectures }, ...ofStudents }, keysOnly).toArray();
  const keys = new Set([
    ...[...own, ...ofLectures].map(({ _id }) => _id),
    ...payments.map(({ registrationKey }) => String(registrationKey)),
  ]);
  if (keys.size === 0) return [];
  return readDocuments(collections, [{ $match: { _id: { $in: [...keys] }, ...ofStudents } }]);
}

/** Keys of the lectures that changed themselves, or whose instructor did. */
async function lecturesChanged(
  { parts }: ViewCollections,
  changed: { generation: number; changedAt: { $gte: Date } },
): Promise<string[]> {
  const keysOnly = { projection: { _id: 1 } };
  const [lectures, accounts] = await Promise.all([
    parts.lecture.find(changed, keysOnly).toArray(),
    parts.account.find(changed, keysOnly).toArray(),
  ]);
  if (accounts.length === 0) return lectures.map(({ _id }) => _id);
  const instructorKey = { $in: accounts.map(({ _id }) => _id) };
  const given = await parts.lecture.find({ instructorKey }, keysOnly).toArray();
  return [...lectures, ...given].map(({ _id }) => _id);
}
