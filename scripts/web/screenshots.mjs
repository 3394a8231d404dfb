// npm run web:screenshots: writes the images of docs/images from the built system with demo data.
import { mkdirSync } from 'node:fs';
import { openSite, visit } from './site.mjs';

const FOLDER = 'docs/images';
const NAMES = ['Joy', 'Sora', 'Hana', 'Leo', 'Yuna', 'Noah', 'Dana', 'Eun'];
const VIEWPORT = { width: 1280, height: 900 };

const site = await openSite({ SUGANG_PAYMENT_BREAKER_SIZE: '4' });
mkdirSync(FOLDER, { recursive: true });
try {
  const { api } = site;
  const [algorithms, film] = [await site.lecture('algorithms'), await site.lecture('film')];
  const students = [await api.login('mina@sugang.dev', 'sugang-demo'), ...(await signedUp())];
  for (const token of students) await api.register(token, algorithms);
  for (const token of students.slice(1)) await api.register(token, film);
  await shoot('lectures', undefined, '/');
  await shoot('lecture', 'mina', `/lectures/${film}`, async (page) => {
    await page.getByText('Choose seats', { exact: true }).click();
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
  });
  await shoot('my-page', 'mina', '/my-page');
  await shoot('teaching', 'park', `/teaching/${algorithms}`);
  const operator = await site.page('admin', { viewport: VIEWPORT });
  await visit(operator, `${site.url}/operations`);
  await openTheBreaker(operator);
  await operator.screenshot({ path: `${FOLDER}/operations.png` });
} finally {
  await site.close();
}

/** Access tokens of new students. */
function signedUp() {
  return Promise.all(
    NAMES.map(async (name) => {
      const [email, password] = [`${name.toLowerCase()}@example.org`, 'a long enough phrase'];
      await fetch(`${site.url}/api/v1/auth/sign-up`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password, name }),
      });
      return site.api.login(email, password);
    }),
  );
}

async function shoot(name, account, path, prepare = async () => undefined) {
  const page = await site.page(account, { viewport: VIEWPORT });
  await visit(page, `${site.url}${path}`);
  await prepare(page);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.context().close();
}

/** Payments get no response until the breaker opens. */
async function openTheBreaker(operator) {
  await operator.getByRole('button', { name: 'Slow (3 s)' }).click();
  await operator.getByLabel('Latency in milliseconds').fill('60000');
  await operator.getByLabel('Reason').fill('A demonstration.');
  await operator.getByRole('button', { name: 'Apply' }).click();
  await operator.getByText('Saved.').waitFor();
  const databases = await site.lecture('databases');
  const others = await site.api.students(8);
  await Promise.all(others.map((token) => site.api.register(token, databases)));
  await operator.getByText('Breaker open').waitFor();
  await operator.evaluate('scrollTo(0, 0)');
}
