import { describe, expect, it } from '@jest/globals';
import { NotificationTemplate } from '#contracts';
import { renderMessage } from './message.js';
import { messageTemplates } from './message-templates.js';

const templates = NotificationTemplate.options;
const placeholdersIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
const facts = { amount: 49_000, payBy: '2027-02-22T00:10:00.000Z' };
const mina = { name: 'Mina', lecture: { title: 'Algorithms 101', firstSessionAt: '2027-03-02T01:00:00.000Z' } };

describe('every message template', () => {
  it('exists in Korean and in English', () => {
    for (const texts of Object.values(messageTemplates))
      expect(Object.keys(texts).toSorted()).toEqual(templates.toSorted());
  });

  it.each(templates)('%s has the same placeholders in both languages, and names student and lecture', (template) => {
    const [ko, en] = [messageTemplates.ko[template], messageTemplates.en[template]];
    expect(placeholdersIn(ko.title + ko.body)).toEqual(placeholdersIn(en.title + en.body));
    expect(placeholdersIn(ko.body)).toEqual(expect.arrayContaining(['{lecture}', '{name}']));
  });

  it.each(templates)('%s has no placeholder without a value', (template) => {
    for (const locale of ['ko', 'en'] as const) {
      const { title, body } = renderMessage(template, locale, facts, mina);
      expect(title + body).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });
});

describe('a message', () => {
  it('formats money and Korean time for its language', () => {
    expect(renderMessage('payment-awaited', 'ko', facts, mina).body).toBe(
      'Mina님, “Algorithms 101” 강의의 자리를 2027년 2월 22일 09:10까지 맡아 두었습니다. 그때까지 49,000원을 결제해 주세요.',
    );
    expect(renderMessage('payment-awaited', 'en', facts, mina).body).toBe(
      'Mina, we are holding a seat in “Algorithms 101” for you until 22 February 2027, 09:10 (Korean time). Please pay ₩49,000 by then.',
    );
  });

  it('inserts names and titles unchanged, even if they resemble placeholders', () => {
    const strange = { name: '{lecture}', lecture: { ...mina.lecture, title: '$& {name} {amount}' } };
    expect(renderMessage('canceled-by-student', 'en', facts, strange).body).toBe(
      '{lecture}, we have canceled your registration for “$& {name} {amount}” as you requested.',
    );
  });
});
