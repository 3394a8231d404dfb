import type { ChangedRegistrations, ChangeMark, ViewChange } from '../../ports/views.js';
import { isRecent, startOf, type Moment } from '../change-marks.js';
import { keyOf, type ViewCollections } from './collections.js';
import type { Generations } from './generations.js';
import { readChanged, readDocuments } from './read-documents.js';

export async function currentMoment(generations: Generations): Promise<Moment> {
  const [{ active }, now] = await Promise.all([generations.plan(), generations.now()]);
  return { generation: active, now: now.getTime() };
}

export async function readChanges(
  collections: ViewCollections,
  generations: Generations,
  mark: ChangeMark,
  students: readonly string[],
): Promise<ChangedRegistrations> {
  if (students.length === 0) return [];
  const moment = await currentMoment(generations);
  const since = startOf(mark, moment);
  if (since === undefined) return 'unknown';
  const selection = { generation: moment.generation, since: new Date(since), students: [...students] };
  const matched = isRecent(since, moment) ? await byChanges(collections, selection) : byStudents(selection);
  return matched === undefined ? [] : readChanged(collections, [{ $match: matched }], selection.since);
}

export async function readByIds(
  collections: ViewCollections,
  generation: number,
  ids: readonly string[],
): Promise<ViewChange[]> {
  const keys = ids.map((id) => keyOf(generation, id));
  const found = await readDocuments(collections, [{ $match: { _id: { $in: keys } } }]);
  const byId = new Map(found.map((each) => [each.position.id, each]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(({ studentId, document }) => ({ studentId, document }));
}

interface Selection {
  generation: number;
  since: Date;
  students: string[];
}

type Match = Record<string, unknown>;

const byStudents = ({ generation, students }: Selection): Match => ({ generation, studentId: { $in: students } });

async function byChanges(collections: ViewCollections, selection: Selection): Promise<Match | undefined> {
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
  return keys.size === 0 ? undefined : { _id: { $in: [...keys] }, ...ofStudents };
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
