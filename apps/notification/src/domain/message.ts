import { PersonName, type Language, type NotificationTemplate } from '#contracts';
import type { LectureCopy } from './lecture-change.js';
import { messageTemplates, phrases, type Placeholders, type Text } from './message-templates.js';
import type { Facts } from './notification.js';
import type { Enrollment } from './staff-notification.js';

const SEOUL = 'Asia/Seoul';
const languageTags = { ko: 'ko-KR', en: 'en-GB' } as const satisfies Record<Language, string>;

export interface MessageContext {
  name: string;
  lecture: Pick<LectureCopy, 'title' | 'sessions' | 'cancelNote'>;
  enrollment?: Enrollment | undefined;
  isStaff?: boolean;
}

export function renderMessage(
  template: NotificationTemplate,
  locale: Language,
  facts: Facts,
  { name, lecture, enrollment, isStaff = false }: MessageContext,
  now: Date,
): Text {
  const reason = facts.note ?? lecture.cancelNote;
  const values: Record<Placeholders, string> = {
    name: PersonName.safeParse(name).success ? name : phrases[locale][isStaff ? 'instructor' : 'student'],
    lecture: oneLine(lecture.title),
    nextSession: nextSession(lecture.sessions, locale, now),
    reason: reason === null ? '' : filled(phrases[locale].reason, { reason: oneLine(reason).replace(/[.。]$/, '') }),
    amount: facts.amount === undefined ? '' : money(facts.amount, locale),
    capacity: String(facts.capacity ?? ''),
    canceled: String(enrollment?.canceledWithLecture ?? 0),
    ...canceledPlaces(facts, locale),
    title: facts.announcement?.title ?? '',
    text: facts.announcement?.body ?? '',
    payBy: instant(facts.payBy, locale),
    decideBy: instant(facts.decideBy, locale),
  };
  const { title, body } = messageTemplates[locale][template];
  return { title: filled(title, values), body: filled(body, values) };
}

const canceledPlaces = ({ canceledPlaces: canceled, allPlaces: all, refundDue }: Facts, locale: Language) => ({
  canceledPlaces: String(canceled ?? ''),
  allPlaces: String(all ?? ''),
  refund: !refundDue ? '' : filled(phrases[locale].refund, { amount: money(refundDue, locale) }),
});

/** Limits the text to `limit` UTF-16 code units; My Page shows the complete text. */
export function shortened(text: string, limit: number, locale: Language): string {
  if (text.length <= limit) return text;
  const { continued } = phrases[locale];
  return text.slice(0, limit - continued.length).replace(/[\uD800-\uDBFF]$/, '') + continued;
}

/** Line breaks in older titles must not look like lines of our own text. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** One pass, so that braces in a name or a title are not taken for placeholders. */
const filled = <Key extends string>(text: string, values: Record<Key, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, placeholder: Key) => values[placeholder]);

/** A sentence about the first session that has not begun; empty when there is none. */
function nextSession(sessions: LectureCopy['sessions'], locale: Language, now: Date): string {
  const starts = sessions.map(({ startsAt }) => startsAt).toSorted();
  const next = starts.find((startsAt) => Date.parse(startsAt) > now.getTime());
  if (next === undefined) return '';
  const { firstSession, laterSession } = phrases[locale];
  return filled(next === starts[0] ? firstSession : laterSession, { at: instant(next, locale) });
}

const money = (amount: number, locale: Language): string => {
  const digits = new Intl.NumberFormat(languageTags[locale]).format(amount);
  return locale === 'ko' ? `${digits}원` : `₩${digits}`;
};

const instant = (value: string | undefined, locale: Language): string => {
  if (value === undefined) return '';
  const at = new Date(value);
  const date = new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: SEOUL }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: SEOUL }).format(at);
  return locale === 'ko' ? `${date} ${time}` : `${date}, ${time} (Korean time)`;
};
