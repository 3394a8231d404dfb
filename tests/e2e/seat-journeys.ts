import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { shows, WITHIN, type VisitedSite } from '../support/visited-site.js';

const rows = (labels: string[], seats: number) =>
  labels.map((label) => ({
    ...{ label, seats, aisleAfter: [seats / 2] },
    ...(label === 'A' && { accessible: [1], fee: { amount: 12_000, currency: 'KRW' } }),
  }));
const CINEMA = { capacity: undefined, maxPlaces: 3, seating: { rows: rows(['A', 'B', 'C'], 6) } };
const HALL = { rows: Array.from({ length: 20 }, (_, n) => ({ label: `${n + 1}`, seats: 26, aisleAfter: [13] })) };
const PHONE = { locale: 'ko-KR', colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } };

const REGISTERED = /^(You are registered|수강 신청이 완료되었습니다)$/;
const SEAT_TAKEN = /^(These seats are not free: 1-1\.|선택할 수 없는 좌석입니다: 1-1\.)/;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const seat = (page: Page, name: string | RegExp) => page.getByRole('gridcell', { name, exact: true });

/** Of students with numbered seats and several places; the cases run on the site of the calling suite. */
export function seatJourneys(site: VisitedSite): void {
  const { visit, visitAs, openLecture, defectsIn } = site;

  it('let a student choose seats by keyboard, name who comes, pay while they are held, move, and cancel one place', async () => {
    const id = await openLecture('Film Club', 0, 9_000, { ...CINEMA, refundPreset: 'kr-academy' });
    const page = await visitAs('mina', `/lectures/${id}`);
    await shows(page, /^₩9,000.+12,000$/);
    await button(page, 'One place more').click();
    await button(page, 'Register and pay ₩18,000').waitFor();
    await page.getByLabel('Choose seats').check();
    await seat(page, 'Row A, seat 1, ₩12,000, free, wheelchair space').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter', 'ArrowRight', 'ArrowUp', 'Space'])
      await page.keyboard.press(key);
    await shows(page, '2 of 2 chosen: B-2, A-3');
    const found = [await defectsIn(page)];
    await page.emulateMedia({ colorScheme: 'dark' });
    await button(page, 'List').click();
    await page.getByText('Row A').click();
    expect(await page.getByRole('checkbox', { name: 'Seat 3 chosen' }).isChecked()).toBe(true);
    found.push(await defectsIn(page));
    await page.getByRole('group', { name: 'Place 2, seat A-3' }).getByLabel('Name of the participant').fill('Joon');
    await button(page, 'declined').click();
    await button(page, 'Register and pay ₩21,000').click();
    await shows(page, /^Held for you until/);
    await shows(page, '2 places · Seats B-2, A-3');
    await button(page, 'approved').click();
    await button(page, 'Pay ₩21,000 now').click();
    await shows(page, 'You are registered');

    await page.getByRole('link', { name: 'Show the registration' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Joon' }).getByText('Place 2, seat A-3').waitFor();
    await button(page, 'Change: Place 1, seat B-2').click();
    const dialog = page.getByRole('dialog');
    await seat(page, /^Row A, seat 1, .* free, at a different fee/).waitFor();
    await seat(page, 'Row B, seat 1, ₩9,000, free').click();
    found.push(await defectsIn(page));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await shows(page, 'Place 1, seat B-1');

    await button(page, 'Cancel registration').click();
    await dialog.getByText('₩21,000 will be refunded to your card.').waitFor();
    await dialog.getByLabel('Place 1, seat B-1').uncheck();
    await dialog.getByText('₩12,000 will be refunded to your card.').waitFor();
    found.push(await defectsIn(page));
    await dialog.getByRole('button', { name: 'Cancel 1 place' }).click();
    await dialog.getByText('You keep: Place 1, seat B-1.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await shows(page, 'Some places canceled');
    await page.getByText('Paid, ₩12,000 refunded').first().waitFor(WITHIN);
    expect(found).toEqual([[], [], [], []]);
  }, 90_000);

  it('give a numbered seat to one of two students, and let the other one choose another, in a hall of 520 seats', async () => {
    const id = await openLecture('Hall', 0, 0, { capacity: undefined, seating: HALL });
    const pages = [await visitAs('mina', `/lectures/${id}`), await visitAs('joon', `/lectures/${id}`, PHONE)];
    const register = (page: Page) => button(page, /^(Register|신청하기)$/);
    for (const page of pages) {
      await page.getByLabel(/^(Choose seats|좌석 직접 선택)/).check();
      await seat(page, /^(Row 1, seat 1,|1열 1번,)/).click();
      await shows(page, /1-1$/);
      // Otherwise the slower page would already show that the seat is taken.
      await page.route(/\/seats$/, (route) => route.abort());
    }
    expect(await pages[1]!.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    await Promise.all(pages.map((page) => register(page).click()));
    await Promise.all(
      pages.map((page) => page.getByText(REGISTERED).or(page.getByText(SEAT_TAKEN)).first().waitFor(WITHIN)),
    );
    for (const page of pages) await page.unroute(/\/seats$/);
    const winners = await Promise.all(pages.map((page) => page.getByText(REGISTERED).count()));
    expect([...winners].sort()).toEqual([0, 1]);

    const other = pages[winners.indexOf(0)]!;
    await seat(other, /^(Row 1, seat 1, .*just taken|1열 1번, .*방금 다른 사람이 선택함)/).waitFor(WITHIN);
    await seat(other, /^(Row 2, seat 1,|2열 1번,)/).click();
    await register(other).click();
    await shows(other, REGISTERED);
    await shows(other, /(Seat|좌석) 2-1$/);
  }, 90_000);

  it('filter by a category, named in the language of the page, and by free places, in an address that can be shared', async () => {
    await openLecture('Empty Cinema', 30, 0, { category: 'film' });
    const full = await openLecture('Full Cinema', 1, 0, { category: 'film' });
    expect((await (await Client.login(site.url, 'mina@sugang.dev')).register(full)).status).toBe(201);
    const page = await visit('/?category=film&places=1', { locale: 'ko-KR' });
    expect(await page.getByLabel('남은 좌석이 있는 강의만').isChecked()).toBe(true);
    await page.getByRole('link', { name: 'Empty Cinema' }).waitFor();
    const chosen = page.getByLabel('분야').locator('option:checked');
    await chosen.filter({ hasText: /^영화 \(\d+\)$/ }).waitFor({ state: 'attached', ...WITHIN });
    await eventually(async () => {
      await page.reload();
      await page.getByRole('link', { name: 'Empty Cinema' }).waitFor();
      expect(await page.getByRole('link', { name: 'Full Cinema' }).count()).toBe(0);
    });
    await page.getByLabel('남은 좌석이 있는 강의만').uncheck();
    await page.getByRole('link', { name: 'Full Cinema' }).waitFor();
    expect(page.url()).toMatch(/\?category=film$/);
  }, 60_000);

  it('show a new fee before anything is paid, hold the seat while payment fails, and confirm it once the student pays again', async () => {
    const id = await openLecture('Payment Systems');
    const page = await visitAs('mina', `/lectures/${id}`);
    await button(page, 'Register and pay ₩49,000').waitFor();
    await site.change(id, { fee: { amount: 39_000, currency: 'KRW' } });
    const joon = await Client.login(site.url, 'joon@sugang.dev');
    const request = { lectureId: id, expectedFee: { amount: 39_000, currency: 'KRW' }, hold: true };
    await eventually(async () => {
      const { status } = await joon.post('/registrations', request, { 'Idempotency-Key': randomUUID() });
      expect(status).toBe(202);
    });
    await button(page, 'payment fails').click();
    await button(page, 'Register and pay ₩49,000').click();
    await shows(page, 'The page now shows the current fee.');
    await button(page, 'Register and pay ₩39,000').click();
    await shows(page, /^Your seat is held until/);
    await shows(page, /Payments are delayed at the moment|Your bank has not responded yet/);
    await button(page, 'approved').click();
    await button(page, 'Pay ₩39,000 now').click();
    await shows(page, 'You are registered');
  }, 60_000);
}
