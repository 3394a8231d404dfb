import type { Locale, NotificationTemplate } from '#contracts';

/** A message in one language; `{word}` stands for a fact. */
export interface Text {
  title: string;
  body: string;
}

/** Every message in one language. */
export type Texts = Record<NotificationTemplate, Text>;

/** What a message can speak of. */
export interface Words {
  name: string;
  lecture: string;
  firstSession: string;
  amount: string;
  payBy: string;
}

export const languageTags = { ko: 'ko-KR', en: 'en-GB' } as const satisfies Record<Locale, string>;
