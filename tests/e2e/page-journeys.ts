import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Client } from '../support/client.js';
import { shows, WITHIN, type VisitedSite } from '../support/visited-site.js';

/** Of students and instructors; the cases run on the site of the calling suite. */
export function pageJourneys(site: VisitedSite): void {
  const { visit, visitAs, signIn, load, openLecture, defectsOf } = site;

  it('take a new student from the list to a paid seat, and back to a refund', async () => {
    await openLecture('Compilers for Beginners');
    const page = await visit('/');
    await page.getByRole('searchbox').fill('compilers');
    await page.waitForURL(/\?q=compilers$/);
    await page.getByRole('link', { name: 'Compilers for Beginners' }).click();
    await page.getByText('10:00 AM – 12:00 PM').waitFor();
    await shows(page, '30 of 30 seats free');

    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Name').fill('Sora');
    await page.getByLabel('E-mail address').fill('not an address');
    await page.getByLabel('Password').fill('a long enough phrase');
    await page.getByRole('button', { name: 'Create account' }).click();
    await shows(page, 'Enter an e-mail address');
    await page.getByLabel('E-mail address').fill('sora@example.org');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL(`${site.url}/`);

    await page.getByRole('link', { name: 'Compilers for Beginners' }).click();
    await page.getByRole('button', { name: 'declined', exact: true }).click();
    await page.getByRole('button', { name: 'Register and pay ₩49,000' }).click();
    await shows(page, 'Your card was declined, but you still have your seat. Try another card.');
    await page.getByRole('button', { name: 'approved', exact: true }).click();
    await page.getByRole('button', { name: 'Pay ₩49,000 now' }).click();
    await shows(page, 'You are registered');

    await page.getByRole('link', { name: 'My Page' }).first().click();
    await page.getByRole('link', { name: 'Compilers for Beginners' }).first().click();
    await shows(page, 'Registration confirmed');
    await page.getByRole('button', { name: 'Cancel registration' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('₩49,000 will be refunded to your card.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel registration' }).click();
    await page.getByText('Refunded').first().waitFor();
  }, 90_000);

  it('give the last seat to one of two students, and show the other one that the lecture is full', async () => {
    const id = await openLecture('One Seat Only', 1, 0);
    const pages = [await visitAs('mina', '/'), await visitAs('joon', '/')];
    // Otherwise the slower page would already show that the lecture is full.
    for (const page of pages) {
      await page.route(/\/availability(\/stream)?$/, (route) => route.abort());
      await load(page, `/lectures/${id}`);
    }
    await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Register', exact: true }).click()));
    await Promise.all(pages.map((page) => shows(page, /^(You are registered|All seats of this lecture are taken)/)));
    for (const page of pages) await page.unroute(/\/availability(\/stream)?$/);
    const winners = await Promise.all(pages.map((page) => page.getByText('You are registered').count()));
    expect(winners.sort()).toEqual([0, 1]);
    for (const page of pages) await shows(page, 'Full');
  }, 60_000);

  it('let the instructor reject, accept and decide on a cancellation, and show the student each state', async () => {
    const id = await openLecture('Latte Art', 30, 0, { approvalRequired: true });
    const student = await visitAs('mina', `/lectures/${id}`);
    const register = () => student.getByRole('button', { name: 'Register', exact: true }).click();
    await register();
    await shows(student, 'Your registration awaits approval');
    const teacher = await visitAs('park', `/teaching/${id}`);
    await shows(teacher, 'Registrations awaiting your approval');
    expect(await defectsOf(student, `/lectures/${id}`)).toEqual([]);
    expect(await defectsOf(teacher, `/teaching/${id}`)).toEqual([]);
    await teacher.getByLabel(/^Reason for refusing/).fill('For members only.');
    await teacher.getByRole('button', { name: 'Reject' }).click();
    await shows(student, /For members only/);
    await teacher.getByText('Registrations awaiting your approval').waitFor({ state: 'hidden', ...WITHIN });
    await register();
    await teacher.getByRole('button', { name: 'Accept' }).click();
    await shows(student, 'You are registered');
    await student.getByRole('button', { name: 'Cancel registration' }).click();
    await student.getByLabel(/^Reason/).fill('I have moved.');
    await student.getByRole('button', { name: 'Ask to cancel' }).click();
    await shows(student, /^You asked to cancel/);
    await teacher.getByText('I have moved.').waitFor(WITHIN);
    await teacher.getByRole('button', { name: 'Agree to the cancellation' }).click();
    await shows(student, 'The instructor agreed to your cancellation.');
    await student.getByRole('button', { name: 'Register', exact: true }).waitFor();
  }, 90_000);

  it('show in every tab, without reload, that the instructor has canceled the lecture', async () => {
    const id = await openLecture('Canceled Later');
    const mina = await Client.login(site.url, 'mina@sugang.dev');
    await mina.register(id);
    const page = await visitAs('mina', '/my-page');
    const tab = await page.context().newPage();
    await tab.goto(`${site.url}/my-page`);
    const row = (each: Page) => each.getByRole('listitem').filter({ hasText: 'Canceled Later' });
    for (const each of [page, tab]) await row(each).getByText('Confirmed').waitFor(WITHIN);
    await site.park.post(`/admin/lectures/${id}/cancel`, { reason: 'Dr. Park is ill.' });
    for (const each of [page, tab]) {
      await row(each).getByText('The lecture was canceled. Dr. Park is ill.').waitFor(WITHIN);
      await row(each).getByText('Refunded').waitFor(WITHIN);
    }
  }, 60_000);

  it('keep the input of a form when the session ends before it is sent', async () => {
    const id = await openLecture('Ended Session');
    const page = await visitAs('joon', `/lectures/${id}`);
    await page.getByLabel('Card number').fill('5555555555554444');
    await page.context().clearCookies();
    await page.clock.setFixedTime(Date.now() + 60 * 60_000);
    await page.getByRole('button', { name: /^Register and pay/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your session has ended.').waitFor(WITHIN);
    expect(await page.getByPlaceholder('0000 0000 0000 0000').inputValue()).toBe('5555 5555 5555 4444');
    await signIn(page, 'joon', dialog);
    await shows(page, 'You are registered');
  }, 60_000);
}
