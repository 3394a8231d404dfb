import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { shows, VisitedSite, WITHIN } from '../support/visited-site.js';
import { pageJourneys } from './page-journeys.js';
import { seatJourneys } from './seat-journeys.js';

describeWithBrowser('the pages', (open) => {
  const site = new VisitedSite(open);
  const { visit, visitAs, signIn, load, openLecture, change, defectsOf } = site;
  pageJourneys(site);
  seatJourneys(site);

  it('count down to the opening of registration, and show the form when it opens, without reload', async () => {
    const id = await openLecture('Opens Later', 30, 0, { registrationOpensAt: '2031-03-01T00:00:00Z' });
    const page = await visitAs('mina', `/lectures/${id}`);
    await shows(page, 'Registration has not opened yet');
    await shows(page, /^Opens on Sat, Mar 1, 2031/);
    const left = () => page.getByRole('timer').textContent();
    expect(await left()).toMatch(/^\d+ d \d\d:\d\d:\d\d$/);
    const [before, register] = [await left(), page.getByRole('button', { name: 'Register', exact: true })];
    await eventually(async () => expect(await left()).not.toBe(before));
    expect(await register.count()).toBe(0);
    await change(id, { registrationOpensAt: null, registrationClosesAt: '2031-03-02T00:00:00Z' });
    await register.waitFor(WITHIN);
    await shows(page, /^Registration closes on Sun, Mar 2, 2031/);
    await change(id, { registrationClosesAt: '2020-03-02T00:00:00Z' });
    await shows(page, 'Registration has closed');
  }, 60_000);

  it('show the free seats as they change: from a stream, without one, and after the network was cut', async () => {
    const id = await openLecture('Watched', 30, 0);
    const watched = await visit('/');
    await watched.route('**/availability', (route) => route.abort());
    const polled = await visit('/');
    await polled.route('**/availability/stream', (route) => route.fulfill({ status: 429 }));
    for (const page of [watched, polled]) {
      await load(page, `/lectures/${id}`);
      await shows(page, '30 of 30 seats free');
    }
    const [mina, joon] = [
      await Client.login(site.url, 'mina@sugang.dev'),
      await Client.login(site.url, 'joon@sugang.dev'),
    ];
    await mina.register(id);
    for (const page of [watched, polled]) await shows(page, '29 of 30 seats free');
    await watched.context().setOffline(true);
    await joon.register(id);
    await shows(polled, '28 of 30 seats free');
    expect(await watched.getByText('29 of 30 seats free').count()).toBe(1);
    await watched.context().setOffline(false);
    await shows(watched, '28 of 30 seats free');
  }, 90_000);

  it('show instructors their roster, and the refunds of a cancellation before they confirm it', async () => {
    const id = await openLecture('Taught by Dr. Park');
    const mina = await Client.login(site.url, 'mina@sugang.dev');
    await mina.register(id);
    const page = await visitAs('park', `/teaching/${id}`);
    await page.getByRole('rowheader', { name: 'Mina' }).waitFor();
    await shows(page, '1 of 30 seats taken');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    expect(readFileSync(await (await file).path(), 'utf8')).toContain('mina@sugang.dev');

    await page.getByRole('button', { name: 'Cancel lecture' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^The registration of 1 student will be canceled .*: ₩49,000 in total/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel lecture' }).click();
    await dialog.getByText('Fill in this field.').waitFor();
    await dialog.getByLabel('Reason').fill('Dr. Park is ill.');
    await dialog.getByRole('button', { name: 'Cancel lecture' }).click();
    await shows(page, 'Dr. Park is ill.');
    await shows(page, 'The cancellation is complete');
    await shows(page, '1 of 1 · ₩49,000 of ₩49,000');
    await page.getByRole('link', { name: 'Teaching' }).first().click();
    await page.getByRole('listitem').filter({ hasText: 'Taught by Dr. Park' }).getByText('Canceled').waitFor();
  }, 60_000);

  it('list the messages of a student', async () => {
    const page = await visitAs('mina', '/my-page/notifications');
    await page.getByRole('heading', { level: 2 }).nth(2).waitFor();
  }, 60_000);

  it('load less than 150 kB of compressed script, from assets that never change', async () => {
    const page = await visitAs('mina', '/');
    await page.getByRole('link', { name: 'Algorithms 101' }).waitFor();
    const scripts = async (path: string) => {
      await load(page, path);
      return page.evaluate<number[]>(`performance.getEntriesByType('resource').map(({ name, encodedBodySize }) =>
        name.endsWith('.js') ? encodedBodySize : 0)`);
    };
    const { body } = await site.park.get('/lectures?q=algorithms');
    for (const path of ['/', `/lectures/${body.items[0].id}`]) {
      const bytes = (await scripts(path)).reduce((sum, each) => sum + each, 0);
      expect([path, bytes < 150_000, bytes > 50_000]).toEqual([path, true, true]);
    }
    const [script] = /\/assets\/[^"]+\.js/.exec(await (await fetch(site.url)).text())!;
    const { headers } = await fetch(`${site.url}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-encoding')).toBe('br');
  }, 60_000);

  it.each([
    ['English', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
    ['Korean', { locale: 'ko-KR', colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } }],
  ])(
    'are accessible in %s, and fit the width of the screen',
    async (_, options) => {
      const mina = await Client.login(site.url, 'mina@sugang.dev');
      const { body } = await site.park.get('/lectures?q=algorithms');
      const lectureId: string = body.items[0].id;
      const { body: held } = await mina.post(
        '/registrations',
        { lectureId, hold: true },
        { 'Idempotency-Key': lectureId },
      );
      const views = ['/my-page', `/my-page/registrations/${held.id}`, '/my-page/notifications', '/my-page/preferences'];
      const page = await visit('/sign-in', options);
      const found: unknown[] = [];
      const inspect = async (path: string) => found.push(...(await defectsOf(page, path)));
      for (const path of ['/', `/lectures/${lectureId}`, '/sign-in', '/sign-up']) await inspect(path);
      await page.goto(`${site.url}/sign-in`);
      await signIn(page, 'mina');
      await page.waitForURL(`${site.url}/`);
      for (const path of [...views, `/lectures/${lectureId}`]) await inspect(path);
      expect(found).toEqual([]);
    },
    120_000,
  );
});
