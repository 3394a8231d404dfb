import type { Locale, NotificationTemplate } from '#contracts';
import { messageTemplates, type Placeholders, type Text } from './message-templates.js';
import type { Facts } from './notification.js';

const SEOUL = 'Asia/Seoul';
const languageTags = { ko: 'ko-KR', en: 'en-GB' } as const satisfies Record<Locale, string>;

export interface MessageContext {
  name: string;
  lecture: { title: string; firstSessionAt: string };
}

export function renderMessage(
  template: NotificationTemplate,
  locale: Locale,
  facts: Facts,
  { name, lecture }: MessageContext,
): Text {
  const values: Record<Placeholders, string> = {
    name,
    lecture: lecture.title,
    firstSession: instant(lecture.firstSessionAt, locale),
    amount: facts.amount === undefined ? '' : money(facts.amount, locale),
    payBy: facts.payBy === undefined ? '' : instant(facts.payBy, locale),
  };
  const { title, body } = messageTemplates[locale][template];
  return { title: filled(title, values), body: filled(body, values) };
}

/** One pass, so that braces in a name or a title are not taken for placeholders. */
const filled = (text: string, values: Record<Placeholders, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, placeholder: Placeholders) => values[placeholder]);

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
