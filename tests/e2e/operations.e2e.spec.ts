import { expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { embeddedSite, VisitedSite, WITHIN } from '../support/visited-site.js';

const VIEWS = ['', '/parked', '/events', '/accounts', '/audit'].map((page) => `/operations${page}`);
const STUDENTS = 6;

describeWithBrowser('the pages of operators', (open) => {
  const site = new VisitedSite(open, () => embeddedSite({ SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS: '4' }));
  const { visit, visitAs, openLecture, defectsOf } = site;

  it('slow payments down until students are advised to pay later, and see the system recover', async () => {
    const id = await openLecture('Resilient Systems');
    const mina = await visitAs('mina', `/lectures/${id}`);
    const operator = await visitAs('admin', '/operations');
    await operator.getByText('Breaker closed').waitFor();
    const switchTo = async (preset: string, latencyMs: string) => {
      await operator.getByRole('button', { name: preset }).click();
      await operator.getByLabel('Latency in milliseconds').fill(latencyMs);
      await operator.getByLabel('Reason').fill('A demonstration.');
      await operator.getByRole('button', { name: 'Apply' }).click();
      await operator.getByText('Saved.').waitFor();
    };

    await switchTo('Slow (3 s)', '60000');
    const students = await Promise.all(
      Array.from({ length: STUDENTS }, (_, n) => Client.signUp(site.url, `student-${n}@example.org`)),
    );
    await Promise.all(students.map((student) => student.register(id)));
    await operator.getByText('Breaker open').waitFor(WITHIN);
    const pay = async () => {
      await mina.getByRole('button', { name: 'approved', exact: true }).click({ timeout: 5_000 });
      await mina.getByRole('button', { name: /^(Register and pay|Pay) ₩49,000/ }).click({ timeout: 5_000 });
    };
    // The first payment may be the trial call of the breaker, which opens again.
    await eventually(
      async () => {
        await pay();
        await mina.getByText('Payments are delayed at the moment').waitFor({ timeout: 4_000 });
      },
      { within: 60_000 },
    );
    await mina.getByText(/^Your seat is held until/).waitFor();

    await switchTo('Normal', '20');
    const isRegistered = mina.getByText('You are registered');
    await eventually(
      async () => {
        if ((await isRegistered.count()) === 0) await pay();
        await isRegistered.waitFor({ timeout: 2_000 });
      },
      { within: 60_000 },
    );
    await operator.getByText('Breaker closed').waitFor(WITHIN);
    const admin = await Client.login(site.url, 'admin@sugang.dev');
    const { body } = await admin.get('/admin/audit');
    expect(body.items.map(({ action, reason }: any) => [action, reason])).toEqual([
      ['SIMULATED_PROVIDER_CHANGED', 'A demonstration.'],
      ['SIMULATED_PROVIDER_CHANGED', 'A demonstration.'],
    ]);
  }, 180_000);

  it('create an account and change its role, which the audit log shows', async () => {
    const page = await visitAs('admin', '/operations/accounts');
    await page.getByRole('button', { name: 'New account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Dr. Lee');
    await dialog.getByLabel('E-mail address').fill('lee@example.org');
    await dialog.getByLabel('First password').fill('short');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/at least 10 characters/).waitFor();
    await dialog.getByLabel('First password').fill('a long enough phrase');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('searchbox').fill('lee@');
    await page.getByRole('button', { name: 'Change the account of Dr. Lee' }).click();
    await dialog.getByLabel('Role').selectOption('instructor');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Dr. Lee' }).getByText('Instructor').waitFor();
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('heading', { name: 'Account changed' }).first().waitFor();
  }, 60_000);

  it('follow the events of every service as they happen', async () => {
    const page = await visitAs('admin', '/operations/events');
    await page.getByText('lecture.opened.v1').first().waitFor();
    const id = await openLecture('Watched by an operator');
    await page.getByTitle(id).first().waitFor(WITHIN);
  }, 60_000);

  it.each([
    ['English', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
    ['Korean', { locale: 'ko-KR', colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } }],
  ])(
    'are accessible in %s, and fit the width of the screen',
    async (_, options) => {
      const page = await visitAs('admin', '/operations', options);
      const found: unknown[] = [];
      for (const path of VIEWS) found.push(...(await defectsOf(page, path)));
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('offer no form to sign in or sign up when another identity provider manages the accounts', async () => {
    const page = await visit('/');
    const issuer = '<meta name="sugang-issuer" content="https://login.example.org" /></head>';
    await page.route(/sign-(in|up)|operations$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('</head>', issuer) });
    });
    for (const path of ['/sign-in', '/sign-up', '/operations']) {
      await page.goto(`${site.url}${path}`);
      await page.getByText('Accounts are managed by https://login.example.org').waitFor();
      expect([path, await page.locator('form, a[href^="/sign-"]').count()]).toEqual([path, 0]);
    }
  }, 60_000);

  it('are for admins only', async () => {
    const page = await visitAs('mina', '/operations');
    await page.getByText('Your account does not have access to this page').waitFor();
  }, 60_000);
});
