import type { Schemas } from '#client';
import type { OpenLectureBody, RefundPreset } from '#contracts';
import type { z } from 'zod';
import { rowOf, rowValuesOf, wholeNumber, type RowValues } from './seat-rows.js';

export type Body = z.input<typeof OpenLectureBody>;

export interface SessionValues {
  startsAt: string;
  endsAt: string;
  place: string;
  url: string;
}

export interface TierValues {
  until: string;
  refund: string;
}

/** The fields of the form, named like those of the request so that its faults find them; times are local. */
export interface LectureValues {
  title: string;
  description: string;
  category: string;
  fee: { amount: string };
  capacity: string;
  hasSeats: boolean;
  seating: { rows: RowValues[] };
  maxPlaces: string;
  sessions: SessionValues[];
  publishAt: string;
  registrationOpensAt: string;
  registrationClosesAt: string;
  approvalRequired: boolean;
  approvalHours: string;
  refunds: 'none' | 'by-hand' | RefundPreset;
  refundTiers: TierValues[];
}

export const TIMES = ['publishAt', 'registrationOpensAt', 'registrationClosesAt'] as const;

export const emptySession: SessionValues = { startsAt: '', endsAt: '', place: '', url: '' };

export const newLecture: LectureValues = {
  title: '',
  description: '',
  category: '',
  fee: { amount: '' },
  capacity: '',
  hasSeats: false,
  seating: { rows: [] },
  maxPlaces: '',
  sessions: [emptySession],
  publishAt: '',
  registrationOpensAt: '',
  registrationClosesAt: '',
  approvalRequired: false,
  approvalHours: '',
  refunds: 'none',
  refundTiers: [],
};

export const valuesOf = (lecture: Schemas['Lecture']): LectureValues => ({
  title: lecture.title,
  description: lecture.description,
  category: lecture.category,
  fee: { amount: String(lecture.fee.amount) },
  capacity: String(lecture.capacity),
  hasSeats: lecture.seating !== undefined,
  seating: { rows: (lecture.seating?.rows ?? []).map(rowValuesOf) },
  maxPlaces: String(lecture.maxPlaces ?? ''),
  sessions: lecture.sessions.map(({ startsAt, endsAt, place = '', url = '' }) => ({
    startsAt: local(startsAt),
    endsAt: local(endsAt),
    place,
    url,
  })),
  publishAt: local(lecture.publishAt),
  registrationOpensAt: local(lecture.registrationOpensAt),
  registrationClosesAt: local(lecture.registrationClosesAt),
  approvalRequired: lecture.approvalRequired ?? false,
  approvalHours: String(lecture.approvalHours ?? ''),
  refunds: lecture.refundTiers ? 'by-hand' : 'none',
  refundTiers: (lecture.refundTiers ?? []).map(({ until, refund }) => ({ until: local(until), refund })),
});

export const bodyOf = (values: LectureValues): Body => ({
  title: values.title.trim(),
  description: values.description.trim(),
  category: values.category.trim(),
  fee: { amount: wholeNumber(values.fee.amount), currency: 'KRW' },
  ...(values.hasSeats
    ? { seating: { rows: values.seating.rows.map(rowOf) } }
    : { capacity: wholeNumber(values.capacity) }),
  ...(values.maxPlaces.trim() && { maxPlaces: Number(values.maxPlaces) }),
  sessions: values.sessions.map(({ startsAt, endsAt, place, url }) => ({
    startsAt: instant(startsAt) as string,
    endsAt: instant(endsAt) as string,
    ...(place.trim() && { place: place.trim() }),
    ...(url.trim() && { url: url.trim() }),
  })),
  ...(Object.fromEntries(TIMES.flatMap((name) => (values[name] ? [[name, instant(values[name])]] : []))) as Pick<
    Body,
    (typeof TIMES)[number]
  >),
  ...(values.approvalRequired && { approvalRequired: true }),
  ...(values.approvalRequired && values.approvalHours.trim() && { approvalHours: Number(values.approvalHours) }),
  ...refundsIn(values),
});

function refundsIn({ refunds, refundTiers }: LectureValues): Pick<Body, 'refundTiers' | 'refundPreset'> {
  if (refunds === 'none') return {};
  if (refunds !== 'by-hand') return { refundPreset: refunds };
  return { refundTiers: refundTiers.map(({ until, refund }) => ({ until: instant(until), refund })) as never };
}

/** Only what differs, because other fields may have been changed by another person; null removes a field. */
export function changesBetween(before: LectureValues, after: LectureValues): Partial<Schemas['ChangeLecture']> {
  const [known, wanted] = [bodyOf(before), bodyOf(after)];
  const names = [...new Set([...Object.keys(known), ...Object.keys(wanted)])] as (keyof Body)[];
  const changed = names.filter((name) => JSON.stringify(known[name]) !== JSON.stringify(wanted[name]));
  // A plan determines the capacity, and a preset the tiers: they are replaced, not removed.
  const replaced: unknown[] = [wanted.seating && 'capacity', wanted.refundPreset && 'refundTiers'];
  const sent = changed.filter((name) => !replaced.includes(name));
  return Object.fromEntries(sent.map((name) => [name, wanted[name] ?? null]));
}

export function instant(value: string): string | undefined {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** As an `<input type="datetime-local">` needs it; tiers that a preset has computed may end between two minutes. */
export function local(at: string | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at);
  const text = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return text.slice(0, date.getTime() % 60_000 === 0 ? 16 : 23);
}
