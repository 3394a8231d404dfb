import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { shows, VisitedSite, WITHIN } from '../support/visited-site.js';

describeWithBrowser('the pages of an instructor', (open) => {
  const site = new VisitedSite(open);
  const { visitAs, signIn, openLecture, change, defectsOf } = site;
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  const WITHIN_20_S = { within: WITHIN.timeout };

  async function fillNewLecture(page: Page, title: string): Promise<void> {
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Description').fill('Sorting and graphs.');
    await page.getByLabel('Category').fill('computer-science');
    await page.getByLabel('Fee in won').fill('49000');
    await page.getByLabel('Capacity').fill('12');
    const session = page.getByRole('group', { name: 'Session 1' });
    await session.getByLabel('Starts').fill('2031-03-04T10:00');
    await session.getByLabel('Location').fill('Room 301');
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
    await shows(page, '0 of 12 seats taken');
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
    await shows(page, '0 of 20 seats taken');
    const changed = (await site.park.get(`/admin/lectures/${body.items[0].id}`)).body;
    expect(changed).toMatchObject({ capacity: 20, title: 'Opened in the Browser', version: 2 });
    expect(changed).not.toHaveProperty('registrationOpensAt');
  }, 90_000);

  it('build a seating plan by rows, by mouse and by keyboard, and explain why occupied seats cannot be removed', async () => {
    const page = await visitAs('park', '/teaching/new');
    await fillNewLecture(page, 'Film Night');
    await page.getByLabel('Ends').fill('2031-03-04T12:00');
    await page.getByLabel('Students choose numbered seats').check();
    await shows(page, 'Seats: 50, rows: 5');
    const row = (label: string) => page.getByRole('group', { name: `Row ${label}`, exact: true });
    await button(page, 'Remove row E').click();
    await row('A').getByLabel('Number of seats').fill('12');
    await row('A').getByLabel('Fee in won').fill('12000');
    await row('A').getByLabel('Aisle after').fill('6');
    await button(page, 'Duplicate row A').press('Enter');
    await row('E').getByLabel('Wheelchair').fill('2');
    await button(page, 'Move row E up').press('Enter');
    await page.locator(':focus[aria-label="Move row E up"]').waitFor();
    await shows(page, 'Row E is now number 1 of 5.');
    await page.getByLabel('Number of rows').fill('2');
    await page.getByLabel('Seats in each row').fill('8');
    await button(page, 'Add rows').click();
    await page.getByTitle('A-1', { exact: true }).click();
    await shows(page, 'Seats: 69, rows: 7');
    await page.getByLabel('Places per registration').fill('4');
    await row('B').getByLabel('Blocked').fill('front');
    await button(page, 'Open a lecture').click();
    await row('B').getByText('List seat numbers from 1 to 100, such as 1, 4-6.').waitFor();
    await row('B').getByLabel('Blocked').fill('');
    await button(page, 'Open a lecture').click();
    await page.getByRole('heading', { name: 'Film Night' }).waitFor();
    const { id } = (await site.park.get('/admin/lectures?q=film+night&limit=1')).body.items[0];
    const opened = (await site.park.get(`/admin/lectures/${id}`)).body;
    const fee = { amount: 12_000, currency: 'KRW' };
    expect(opened).toMatchObject({ capacity: 69, maxPlaces: 4 });
    expect(opened.seating.rows).toEqual([
      { label: 'E', seats: 12, aisleAfter: [6], accessible: [2], fee },
      { label: 'A', seats: 12, aisleAfter: [6], blocked: [1], fee },
      ...['B', 'C', 'D'].map((label) => ({ label, seats: 10 })),
      ...['F', 'G'].map((label) => ({ label, seats: 8 })),
    ]);

    const mina = await Client.login(site.url, 'mina@sugang.dev');
    await eventually(async () => expect((await mina.get(`/lectures/${id}/seats`)).status).toBe(200), WITHIN_20_S);
    const places = [{ seat: 'B-1' }, { seat: 'B-2', participant: { name: 'Joon' } }];
    const payment = { method: 'card', token: 'tok_ok' };
    const { body: registration } = await mina.post(
      '/registrations',
      { lectureId: id, payment, places },
      { 'Idempotency-Key': id },
    );
    expect(registration.places).toMatchObject(places);
    await page.reload();
    await page.getByRole('row', { name: /Mina/ }).getByText('B-2 Joon').waitFor();
    await page.getByRole('link', { name: 'Change lecture' }).click();
    await button(page, 'Remove row B').click();
    await shows(page, /^Students have these seats, which this plan does not offer: B-1, B-2/);
    await button(page, 'Save').click();
    await shows(page, 'SEATS_TAKEN');
    expect((await site.park.get(`/admin/lectures/${id}`)).body.version).toBe(1);
  }, 90_000);

  it('preview a refund schedule from a preset and by hand, and set the time to decide on registrations', async () => {
    const id = await openLecture('Latte Art');
    const page = await visitAs('park', `/teaching/${id}/edit`);
    await page.getByLabel('I decide on each registration').check();
    await page.getByLabel('Hours to decide').fill('24');
    await page.getByLabel('Schedule').selectOption('kr-academy');
    const steps = page.getByRole('listitem');
    await steps.getByText(/^Before .*10:40.*: 2\/3 of the fee/).waitFor();
    await page.getByLabel('Schedule').selectOption('by-hand');
    await button(page, 'Add a step').click();
    const step = page.getByRole('group', { name: 'Step 1' });
    await step.getByLabel('Refund').selectOption('1/2');
    await button(page, 'Save').click();
    await step.locator('.field-error').waitFor();
    await step.getByLabel('If canceled before').fill('2031-03-03T18:00');
    await steps.getByText(/^Before .*6:00.*: 1\/2 of the fee/).waitFor();
    await button(page, 'Save').click();
    await page.getByRole('heading', { name: 'Latte Art' }).waitFor();
    expect((await site.park.get(`/admin/lectures/${id}`)).body).toMatchObject({
      ...{ approvalRequired: true, approvalHours: 24, version: 2 },
      refundTiers: [{ until: '2031-03-03T09:00:00.000Z', refund: '1/2' }],
    });
  }, 60_000);

  it('show registrations over time, the occupancy, and what happened as notifications with preferences', async () => {
    const id = await openLecture('Counted', 2);
    const mina = await Client.login(site.url, 'mina@sugang.dev');
    const joon = await Client.login(site.url, 'joon@sugang.dev');
    const { body: registration } = await mina.register(id);
    await mina.cancel(registration.id);
    for (const student of [mina, joon]) await student.register(id);
    const page = await visitAs('park', `/teaching/${id}/statistics`);
    const sums = ['3', '3', '1', '₩147,000', '₩49,000'];
    const shown = () => page.locator('.over-time dd').allTextContents();
    await eventually(async () => expect(await shown()).toEqual(sums), WITHIN_20_S);
    await page.getByRole('table').getByRole('rowheader').first().waitFor();
    await shows(page, '100%');
    await page.getByLabel('Period').selectOption('days');
    await page.locator('.u-over').waitFor();
    await page.getByRole('link', { name: 'Teaching' }).click();
    await page.getByRole('link', { name: /^Notifications \d+ unread$/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Counted' }).first().waitFor();
    await button(page, 'Mark all as read').click();
    await shows(page, '0 unread');
    await page.getByRole('link', { name: 'Preferences' }).click();
    await page.getByLabel('In the list of notifications').uncheck();
    await button(page, 'Save').click();
    await shows(page, 'Saved.');
    expect((await site.park.get('/notifications/preferences')).body.channels).toEqual([]);
    await page.getByLabel('In the list of notifications').check();
    await button(page, 'Save').click();
    await eventually(async () => {
      expect((await site.park.get('/notifications/preferences')).body.channels).toEqual(['log']);
    });
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
      const seating = { rows: [{ label: 'A', seats: 30, blocked: [1], accessible: [2], aisleAfter: [10, 20] }] };
      const rules = { approvalRequired: true, refundPreset: 'kr-credit-bank', capacity: undefined, seating };
      const id = await openLecture(`Accessible in ${language}`, 30, 0, rules);
      const mina = await Client.login(site.url, 'mina@sugang.dev');
      await mina.register(id);
      const page = await visitAs('park', '/teaching', options);
      const found: object[] = [];
      const paths = [
        '/teaching',
        `/teaching/${id}`,
        '/teaching/new',
        `/teaching/${id}/edit`,
        `/teaching/${id}/statistics`,
      ];
      for (const path of [...paths, '/teaching/notifications', '/teaching/preferences'])
        found.push(...(await defectsOf(page, path)));
      expect(found).toEqual([]);
    },
    90_000,
  );
});
