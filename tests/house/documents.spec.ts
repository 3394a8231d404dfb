import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const pages = ['.', 'docs', 'apps', 'libs'].flatMap((top) =>
  readdirSync(top, { recursive: top !== '.', encoding: 'utf8' })
    .map((path) => join(top, path))
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules')),
);

/** Links to files, without those to the web, to mail and within a page. */
const linksOf = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));

const broken = (page: string, markdown: string): string[] =>
  linksOf(markdown)
    .filter((target) => !existsSync(join(dirname(page), target)))
    .map((target) => `${page} → ${target}`);

describe('the pages of the documentation', () => {
  it('contain no broken link', () => {
    expect(pages).toContain('CONTRIBUTING.md');
    expect(pages.flatMap((page) => broken(page, readFileSync(page, 'utf8')))).toEqual([]);
  });

  it('are reported for a broken link (negative control)', () => {
    expect(
      broken('docs/README.md', 'See [there](nowhere.md#at-all), [here](#here), [us](https://sugang.dev).'),
    ).toEqual(['docs/README.md → nowhere.md']);
  });
});

describe('a decision record', () => {
  const records = readdirSync('docs/adr').filter((name) => /^\d{4}-.*\.md$/.test(name));
  const index = readFileSync('docs/adr/README.md', 'utf8');

  it.each(records)('%s is short, whole and in the index', (name) => {
    const text = readFileSync(join('docs/adr', name), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Options',
      'Decision',
      'Consequences',
    ]);
    expect(index).toContain(`(${name})`);
  });
});
