// npm run web:vitals: LCP, INP and CLS of the pages of students on a slow phone, with few lectures and with 5,000.
import { setTimeout as pause } from 'node:timers/promises';
import { openSite, visit as open } from './site.mjs';

/** Lighthouse's profile of a phone: slow 4G and a processor at a quarter of the speed. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };
const SLOWER = 4;
const VISITS = 5;
/** Limits of a good page according to https://web.dev/articles/vitals. */
const GOOD = { lcp: 2_500, inp: 200, cls: 0.1 };

const OBSERVE = `
  globalThis.vitals = { lcp: 0, inp: 0, cls: 0 };
  const observe = (type, read, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({ type, buffered: true, ...options });
  observe('largest-contentful-paint', ({ startTime }) => (vitals.lcp = startTime));
  observe('layout-shift', ({ value, hadRecentInput }) => (vitals.cls += hadRecentInput ? 0 : value));
  observe('event', ({ interactionId, duration }) => interactionId && (vitals.inp = Math.max(vitals.inp, duration)),
    { durationThreshold: 16 });`;

const click = (role, name) => (page) => page.getByRole(role, { name }).first().click();

const PAGES = [
  ['Lectures', '/', (page) => page.getByRole('searchbox').pressSequentially('algo', { delay: 100 })],
  ['A lecture', 'lecture', click('button', 'declined'), 'mina'],
  ['My Page', '/my-page', click('link', 'Notifications'), 'mina'],
];

const site = await openSite({ SUGANG_DEMO: 'true' });
try {
  const instructor = await site.api.login('park@sugang.dev', 'sugang-demo');
  const id = await site.lecture('algorithms');
  const rows = await measured('8', id);
  await openLectures(instructor, 5_000);
  rows.push(...(await measured('5,000', id)));
  console.log(['| Page | Lectures | LCP in ms | INP in ms | CLS |', '| --- | --- | --- | --- | --- |'].join('\n'));
  for (const { page, lectures, lcp, inp, cls } of rows)
    console.log(`| ${page} | ${lectures} | ${Math.round(lcp)} | ${Math.round(inp)} | ${cls.toFixed(3)} |`);
  const bad = rows.filter((row) => Object.entries(GOOD).some(([name, limit]) => row[name] > limit));
  for (const { page, lectures } of bad)
    console.error(`${page} with ${lectures} lectures exceeds ${JSON.stringify(GOOD)}`);
  process.exitCode = bad.length > 0 ? 1 : 0;
} finally {
  await site.close();
}

async function openLectures(instructor, amount) {
  const opening = async () => {
    while ((amount -= 1) >= 0) await site.api.openLecture(instructor, { title: `Lecture ${amount}` });
  };
  await Promise.all(Array.from({ length: 10 }, opening));
}

/** The median of several first visits. */
async function measured(lectures, id) {
  const rows = [];
  for (const [name, path, interact, account] of PAGES) {
    const visits = [];
    for (let n = 0; n < VISITS; n += 1)
      visits.push(await visit(path.replace(/^lecture$/, `/lectures/${id}`), interact, account));
    const median = (key) => visits.map((each) => each[key]).sort((a, b) => a - b)[(VISITS - 1) / 2];
    rows.push({ page: name, lectures, lcp: median('lcp'), inp: median('inp'), cls: median('cls') });
  }
  return rows;
}

async function visit(path, interact, account) {
  const page = await site.page(account, { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
  try {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', NETWORK);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(OBSERVE);
    await open(page, `${site.url}${path}`);
    await interact(page);
    for (;;) {
      const found = await page.evaluate('vitals');
      if (found.inp > 0) return found;
      await pause(50); // Entries are reported after the next frame.
    }
  } finally {
    await page.context().close();
  }
}
