import { beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tempDir } from '#testing';

const script = resolve('scripts/event-map.mjs');

describe('the event map', () => {
  const house = tempDir('event-map');

  beforeEach(() => {
    rmSync(join(house, 'apps'), { recursive: true, force: true });
    write(
      'libs/contracts/src/events/catalog.ts',
      `export const eventCatalog = { 'lecture.opened': LectureState, 'lecture.closed': LectureState } as const satisfies object;
       export const eventSources = { lecture: 'lecture' } as const;`,
    );
    policy('registration', 'whenever-lecture-opened-know-it', `['lecture.opened']`);
  });

  it('names who reacts to an event and in which file, and the event that nobody hears', async () => {
    expect(await run()).toMatchObject({ code: 0 });

    const page = read('docs/event-map.md');
    expect(page).toMatch(/`lecture.opened` *\| LectureState *\| registration *\| \[whenever-lecture-opened-know-it\]/);
    expect(page).toMatch(/`lecture.closed` *\| LectureState *\| nobody yet/);
  });

  it('is fresh once it is written, and stale once a policy is added', async () => {
    await run();
    expect(await run('--check')).toMatchObject({ code: 0 });

    policy(
      'mypage',
      'whenever-anything-show-it',
      `[...everything]`,
      `const everything = ['lecture.opened', 'lecture.closed'] as const;`,
    );

    expect(await run('--check')).toMatchObject({ code: 1, said: expect.stringContaining('stale') });
    await run();
    expect(read('docs/event-map.md')).toMatch(/lecture.closed.*mypage/);
  });

  it('refuses a policy whose events are not in the catalog, or cannot be read', async () => {
    policy('mypage', 'whenever-nonsense', `['lecture.exploded']`);
    expect((await run()).said).toContain(
      'not in the catalog: apps/mypage/src/policies/whenever-nonsense.ts: lecture.exploded',
    );

    policy('mypage', 'whenever-nonsense', `namesFromElsewhere()`);
    expect((await run()).said).toContain('whenever-nonsense.ts:2: write the events of @Whenever as a list');
  });

  function policy(service: string, file: string, events: string, before = ''): void {
    write(
      `apps/${service}/src/policies/${file}.ts`,
      `${before}\n@Whenever(${events}, { resync: 'apply' })\nexport class Policy implements Reaction {}\n`,
    );
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }

  const read = (path: string) => readFileSync(join(house, path), 'utf8');

  const run = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      execFile(process.execPath, [script, ...args], { cwd: house }, (error, out, err) =>
        done({ code: error === null ? 0 : Number(error.code), said: out + err }),
      );
    });
});
