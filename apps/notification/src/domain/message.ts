import type { Locale, NotificationTemplate } from '#contracts';
import type { Facts } from './notification.js';
import { en } from './templates/en.js';
import { ko } from './templates/ko.js';
import { languageTags, type Text, type Texts, type Words } from './templates/texts.js';

const SEOUL = 'Asia/Seoul';

export const languages: Record<Locale, Texts> = { ko, en };

/** What a message speaks of beside its own facts. */
export interface About {
  name: string;
  lecture: { title: string; firstSessionAt: string };
}

/** The message in the student's language, its instants in Korean time. */
export function writeMessage(
  template: NotificationTemplate,
  locale: Locale,
  facts: Facts,
  { name, lecture }: About,
): Text {
  const words: Words = {
    name,
    lecture: lecture.title,
    firstSession: instant(lecture.firstSessionAt, locale),
    amount: facts.amount === undefined ? '' : money(facts.amount, locale),
    payBy: facts.payBy === undefined ? '' : instant(facts.payBy, locale),
  };
  const { title, body } = languages[locale][template];
  return { title: filled(title, words), body: filled(body, words) };
}

/** In one pass: what a name or a title contains is never taken for a placeholder. */
const filled = (text: string, words: Words): string =>
  text.replace(/\{(\w+)\}/g, (_, word: string) => words[word as keyof Words]);

const money = (amount: number, locale: Locale): string => {
  const digits = new Intl.NumberFormat(languageTags[locale]).format(amount);
  return locale === 'ko' ? `${digits}원` : `₩${digits}`;
};

const instant = (value: string, locale: Locale): string => {
  const at = new Date(value);
  const date = new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: SEOUL }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: SEOUL }).format(at);
  return locale === 'ko' ? `${date} ${time}` : `${date}, ${time} (Korean time)`;
};
