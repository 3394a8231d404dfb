import type { Schemas } from '#client';
import { OpenLectureBody } from '#contracts';
import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { validatedBy } from '../ui/form-errors.js';

export type Body = z.input<typeof OpenLectureBody>;

export interface SessionValues {
  startsAt: string;
  endsAt: string;
  place: string;
  url: string;
}

/** The fields of the form, named like those of the request so that its faults find them; times are local. */
export interface LectureValues {
  title: string;
  description: string;
  category: string;
  fee: { amount: string };
  capacity: string;
  sessions: SessionValues[];
  publishAt: string;
  registrationOpensAt: string;
  registrationClosesAt: string;
}

export const TIMES = ['publishAt', 'registrationOpensAt', 'registrationClosesAt'] as const;

export const emptySession: SessionValues = { startsAt: '', endsAt: '', place: '', url: '' };

export const newLecture: LectureValues = {
  title: '',
  description: '',
  category: '',
  fee: { amount: '' },
  capacity: '',
  sessions: [emptySession],
  publishAt: '',
  registrationOpensAt: '',
  registrationClosesAt: '',
};

export const valuesOf = (lecture: Schemas['Lecture']): LectureValues => ({
  title: lecture.title,
  description: lecture.description,
  category: lecture.category,
  fee: { amount: String(lecture.fee.amount) },
  capacity: String(lecture.capacity),
  sessions: lecture.sessions.map(({ startsAt, endsAt, place = '', url = '' }) => ({
    startsAt: local(startsAt),
    endsAt: local(endsAt),
    place,
    url,
  })),
  publishAt: local(lecture.publishAt),
  registrationOpensAt: local(lecture.registrationOpensAt),
  registrationClosesAt: local(lecture.registrationClosesAt),
});

export function bodyOf({ fee, capacity, sessions, title, description, category, ...times }: LectureValues): Body {
  return {
    title: title.trim(),
    description: description.trim(),
    category: category.trim(),
    fee: { amount: wholeNumber(fee.amount), currency: 'KRW' },
    capacity: wholeNumber(capacity),
    sessions: sessions.map(({ startsAt, endsAt, place, url }) => ({
      startsAt: instant(startsAt) as string,
      endsAt: instant(endsAt) as string,
      ...(place.trim() && { place: place.trim() }),
      ...(url.trim() && { url: url.trim() }),
    })),
    ...(Object.fromEntries(TIMES.flatMap((name) => (times[name] ? [[name, instant(times[name])]] : []))) as Pick<
      Body,
      (typeof TIMES)[number]
    >),
  };
}

/** Only what differs, because other fields may have been changed by another person; null removes a time. */
export function changesBetween(before: LectureValues, after: LectureValues): Partial<Schemas['ChangeLecture']> {
  const [known, wanted] = [bodyOf(before), bodyOf(after)];
  const isSame = (name: keyof Body) => JSON.stringify(known[name]) === JSON.stringify(wanted[name]);
  const names = [...new Set([...Object.keys(known), ...Object.keys(wanted)])] as (keyof Body)[];
  return Object.fromEntries(names.filter((name) => !isSame(name)).map((name) => [name, wanted[name] ?? null]));
}

const validated = validatedBy(OpenLectureBody);

/** Validates the request that the fields make. */
export const resolveLecture: Resolver<LectureValues> = async (values, context, options) => {
  const { errors } = await validated(bodyOf(values), context, options as never);
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors: errors as never };
};

const wholeNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

function instant(value: string): string | undefined {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** As an `<input type="datetime-local">` needs it. */
function local(at: string | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
