import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PASSWORD = 'sugang-demo';

/**
 * Starts the built embedded system, registers for a lecture once, and waits until My Page shows it as confirmed.
 * Returns the source files whose functions were called on the way and were not called while the system was idle.
 * The demo data's roster and messages (services that only react to the same events) are not part of the path.
 */
export async function traceRegistration() {
  const dataDir = mkdtempSync(join(tmpdir(), 'sugang-reach-'));
  const child = fork('scripts/reach/traced-standalone.mjs', {
    env: { ...process.env, PORT: '0', SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const url = await ready(child);
    const token = await logIn(url);
    const [warmUp, lecture] = await lectures(url);
    await register(url, token, warmUp);
    await delay(3_000);
    await take(child);
    await delay(3_000);
    const idle = new Set(await take(child));
    await register(url, token, lecture);
    const called = (await take(child)).filter((each) => !idle.has(each));
    return [...new Set(called.map((each) => each.slice(0, each.indexOf('#'))))].sort();
  } finally {
    child.kill();
    await once(child, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function ready(child) {
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    const found = /http:\/\/localhost:\d+/.exec(output);
    if (found) {
      child.stdout.resume();
      return found[0];
    }
  }
  throw new Error(`the system did not start: ${output}`);
}

async function take(child) {
  child.send('take');
  const [called] = await once(child, 'message');
  return called;
}

async function json(url, { token, ...options } = {}) {
  const headers = { 'content-type': 'application/json', ...options.headers };
  if (token) headers.authorization = `Bearer ${token}`;
  const response = await fetch(url, { ...options, headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

const logIn = async (url) =>
  (
    await json(`${url}/api/v1/auth/login`, {
      method: 'POST',
      body: JSON.stringify({ email: 'mina@sugang.dev', password: PASSWORD }),
    })
  ).accessToken;

const lectures = async (url) =>
  (await json(`${url}/api/v1/lectures`)).items.filter(({ fee }) => fee.amount > 0).map(({ id }) => id);

async function register(url, token, lectureId) {
  const { id } = await json(`${url}/api/v1/registrations`, {
    token,
    method: 'POST',
    headers: { 'idempotency-key': lectureId },
    body: JSON.stringify({ lectureId, payment: { method: 'card', token: 'tok_ok' } }),
  });
  for (let tries = 0; tries < 100; tries += 1) {
    await delay(100);
    const view = await fetch(`${url}/api/v1/mypage/registrations/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (view.ok && (await view.json()).status === 'CONFIRMED') return;
  }
  throw new Error('My Page never showed the registration as confirmed');
}
