import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

type Catalog = Record<string, string | object>;

const catalog = (language: string): Catalog => {
  const { $schema: _, ...messages } = JSON.parse(readFileSync(`apps/web/messages/${language}.json`, 'utf8')) as Catalog;
  return messages;
};
const parametersOf = (message: string | object | undefined): string[] =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort();

describe('the catalogs of messages', () => {
  const [english, korean] = [catalog('en'), catalog('ko')];

  it('have every message in both languages, with the same parameters', () => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
    for (const [name, message] of Object.entries(english))
      expect([name, parametersOf(korean[name])]).toEqual([name, parametersOf(message)]);
  });

  it('are translated: a Korean message has Korean letters', () => {
    const untranslated = Object.entries(korean).filter(
      ([, message]) => !/\p{Script=Hangul}/u.test(JSON.stringify(message)),
    );
    expect(untranslated).toEqual([]);
  });

  it('have no message that no page uses', () => {
    const files = readdirSync('apps/web/src', { recursive: true, encoding: 'utf8' });
    const written = files.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('messages'));
    const sources = written.map((path) => readFileSync(`apps/web/src/${path}`, 'utf8')).join('\n');
    expect(Object.keys(english).filter((name) => !new RegExp(`\\bm\\.${name}\\b`).test(sources))).toEqual([]);
  });
});
