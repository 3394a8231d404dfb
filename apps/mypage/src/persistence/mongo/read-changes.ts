import type { ChangeMark, ViewChange } from '../../ports/views.js';
import { isRecent, startOf, type Moment } from '../change-marks.js';
import type { ViewCollections } from './collections.js';
import type { Generations } from './generations.js';
import { readDocuments, type FoundDocument } from './read-documents.js';

export async function currentMoment(generations: Generations): Promise<Moment> {
  const [{ active }, now] = await Promise.all([generations.plan(), generations.now()]);
  return { generation: active, now: now.getTime() };
}

export async function readChanges(
  collections: ViewCollections,
  generations: Generations,
  mark: ChangeMark,
  students: readonly string[],
): Promise<ViewChange[]> {
  if (students.length === 0) return [];
  const moment = await currentMoment(generations);
  const since = startOf(mark, moment);
  const selection = { generation: moment.generation, since: new Date(since), students: [...students] };
  const found = await (isRecent(since, moment) ? byChanges : byStudents)(collections, selection);
  return found
    .filter(({ changedAt }) => changedAt.getTime() >= since)
    .sort((one, other) => one.changedAt.getTime() - other.changedAt.getTime())
    .map(({ studentId, document }) => ({ studentId, document }));
}

interface Selection {
  generation: number;
  since: Date;
  students: string[];
}

const byStudents = (collections: ViewCollections, { generation, students }: Selection): Promise<FoundDocument[]> =>
  readDocuments(collections, [{ $match: { generation, studentId: { $in: students } } }]);

async function byChanges(collections: ViewCollections, selection: Selection): Promise<FoundDocument[]> {
  const { generation, since, students } = selection;
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
