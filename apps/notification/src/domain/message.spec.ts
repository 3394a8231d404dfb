import { describe, expect, it } from '@jest/globals';
import { NotificationTemplate } from '#contracts';
import { languages, writeMessage } from './write-message.js';

const templates = NotificationTemplate.options;
const wordsIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
const facts = { amount: 49_000, payBy: '2027-02-22T00:10:00.000Z' };
const mina = { name: 'Mina', lecture: { title: 'Algorithms 101', firstSessionAt: '2027-03-02T01:00:00.000Z' } };

describe('every message', () => {
  it('exists in Korean and in English', () => {
    for (const texts of Object.values(languages)) expect(Object.keys(texts).toSorted()).toEqual(templates.toSorted());
  });

  it.each(templates)('%s speaks of the same in both languages, and names student and lecture', (template) => {
    const [ko, en] = [languages.ko[template], languages.en[template]];
    expect(wordsIn(ko.title + ko.body)).toEqual(wordsIn(en.title + en.body));
    expect(wordsIn(ko.body)).toEqual(expect.arrayContaining(['{lecture}', '{name}']));
  });

  it.each(templates)('%s leaves no word open', (template) => {
    for (const locale of ['ko', 'en'] as const) {
      const { title, body } = writeMessage(template, locale, facts, mina);
      expect(title + body).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });
});

describe('a message', () => {
  it('tells money and Korean time as its language does', () => {
    expect(writeMessage('payment-awaited', 'ko', facts, mina).body).toBe(
      'Mina님, “Algorithms 101” 강의의 자리를 2027년 2월 22일 09:10까지 맡아 두었습니다. 그때까지 49,000원을 결제해 주세요.',
    );
    expect(writeMessage('payment-awaited', 'en', facts, mina).body).toBe(
      'Mina, a seat in “Algorithms 101” is held for you until 22 February 2027, 09:10 (Korean time). Please pay ₩49,000 by then.',
    );
  });

  it('takes names and titles as they are, whatever they look like', () => {
    const strange = { name: '{lecture}', lecture: { ...mina.lecture, title: '$& {name} {amount}' } };
    expect(writeMessage('canceled-by-student', 'en', facts, strange).body).toBe(
      '{lecture}, your registration for “$& {name} {amount}” is canceled, as you asked.',
    );
  });
});
