import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { shows, VisitedSite } from '../support/visited-site.js';

describeWithBrowser('the pages of an instructor', (open) => {
  const site = new VisitedSite(open);
  const { visitAs, signIn, openLecture, change, defectsOf } = site;
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  async function fillNewLecture(page: Page, title: string): Promise<void> {
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Description').fill('Sorting and graphs.');
    await page.getByLabel('Category').fill('computer-science');
    await page.getByLabel('Fee in won').fill('49000');
    await page.getByLabel('Capacity').fill('12');
    const session = page.getByRole('group', { name: 'Session 1' });
    await session.getByLabel('Starts').fill('2031-03-04T10:00');
    await session.getByLabel('Place').fill('Room 301');
  }

  it('open a lecture with local times after every fault is shown at its field, and change it', async () => {
    const page = await visitAs('park', '/teaching');
    await page.getByRole('link', { name: 'Open a lecture' }).click();
    await fillNewLecture(page, 'Opened in the Browser');
    await button(page, 'Open a lecture').click();
    await page.locator('.field-error').first().waitFor();
    expect(await page.locator('.field-error').count()).toBe(1);
    await page.getByLabel('Ends').fill('2031-03-04T12:00');
    await page.getByLabel('Registration opens').fill('2031-02-01T09:00');
    await button(page, 'Open a lecture').click();
    await page.getByRole('heading', { name: 'Opened in the Browser' }).waitFor();
    await shows(page, '0 of 12 enrolled');
    const { body } = await site.park.get('/admin/lectures?q=opened');
    expect(body.items[0]).toMatchObject({
      fee: { amount: 49_000, currency: 'KRW' },
      timezone: 'Asia/Seoul',
      registrationOpensAt: '2031-02-01T00:00:00.000Z',
      sessions: [{ startsAt: '2031-03-04T01:00:00.000Z', endsAt: '2031-03-04T03:00:00.000Z', place: 'Room 301' }],
    });

    await page.getByRole('link', { name: 'Change lecture' }).click();
    await page.getByLabel('Capacity').fill('20');
    await page.getByLabel('Registration opens').fill('');
    await button(page, 'Save').click();
    await shows(page, '0 of 20 enrolled');
    const changed = (await site.park.get(`/admin/lectures/${body.items[0].id}`)).body;
    expect(changed).toMatchObject({ capacity: 20, title: 'Opened in the Browser', version: 2 });
    expect(changed).not.toHaveProperty('registrationOpensAt');
  }, 90_000);

  it('do not overwrite a change that another person made meanwhile', async () => {
    const id = await openLecture('Changed Twice');
    const page = await visitAs('park', `/teaching/${id}/edit`);
    await page.getByLabel('Capacity').fill('20');
    await change(id, { capacity: 25 });
    await button(page, 'Save').click();
    await shows(page, /^The lecture was changed while you were editing it/);
    expect(await page.getByLabel('Capacity').inputValue()).toBe('20');
    expect((await site.park.get(`/admin/lectures/${id}`)).body.capacity).toBe(25);
  }, 60_000);

  it('lose nothing typed when the session ends in the middle of a form', async () => {
    const page = await visitAs('park', '/teaching/new');
    await fillNewLecture(page, 'Typed for an Hour');
    await page.getByLabel('Ends').fill('2031-03-04T12:00');
    await page.context().clearCookies();
    await page.clock.setFixedTime(Date.now() + 60 * 60_000);
    await button(page, 'Open a lecture').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your session has ended.').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Sorting and graphs.');
    await signIn(page, 'park', dialog);
    await page.getByRole('heading', { name: 'Typed for an Hour' }).waitFor();
  }, 60_000);

  it('message the students of a lecture, and remove one with a reason', async () => {
    const id = await openLecture('Messages and Removals', 30, 0);
    const mina = await Client.login(site.url, 'mina@sugang.dev');
    const { body: registration } = await mina.register(id);
    const page = await visitAs('park', `/teaching/${id}`);
    await page.getByRole('rowheader', { name: 'Mina' }).waitFor();
    await button(page, 'Message to students').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Subject').fill('Bring a laptop');
    await button(page, 'Send').click();
    await dialog.getByText('Fill in this field.').waitFor();
    await dialog.getByLabel('Message').last().fill('We will sort real data.');
    await button(page, 'Send').click();
    await shows(page, 'Your message is on its way.');
    const received = async () => (await mina.all('/mypage/notifications')).map(({ template }) => template);
    await eventually(async () => expect(await received()).toContain('announcement'));

    await button(page, 'Remove Mina').click();
    await dialog.getByLabel('Reason').fill('The entrance test is missing.');
    await button(page, 'Remove').click();
    await shows(page, 'No student is enrolled yet');
    expect((await mina.get(`/registrations/${registration.id}`)).body).toMatchObject({
      cancelReason: 'INSTRUCTOR',
      cancelNote: 'The entrance test is missing.',
    });
  }, 90_000);

  it.each([
    ['English', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
    ['Korean', { locale: 'ko-KR', colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } }],
  ])(
    'are accessible in %s, and fit the width of the screen',
    async (language, options) => {
      const id = await openLecture(`Accessible in ${language}`, 30, 0);
      const mina = await Client.login(site.url, 'mina@sugang.dev');
      await mina.register(id);
      const page = await visitAs('park', '/teaching', options);
      const found: object[] = [];
      for (const path of ['/teaching', `/teaching/${id}`, '/teaching/new', `/teaching/${id}/edit`])
        found.push(...(await defectsOf(page, path)));
      expect(found).toEqual([]);
    },
    90_000,
  );
});
