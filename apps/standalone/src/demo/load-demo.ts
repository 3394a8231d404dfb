import { DEMO_PASSWORD } from '../../../identity/src/identity.module.js';
import { demoLectures } from './demo-lectures.js';

/**
 * Opens the demo lectures as Dr. Park would, through the API; where there is no Dr. Park, or he has lectures of his own,
 * it does nothing. Killed half-way, the next start opens the rest.
 * @returns how many lectures were opened
 */
export async function loadDemo(url: string, now: Date): Promise<number> {
  const api = `${url}/api/v1`;
  const login = await post(`${api}/auth/login`, { email: 'park@sugang.dev', password: DEMO_PASSWORD });
  if (login.status === 401) return 0;
  const { accessToken } = (await login.json()) as { accessToken: string };
  const lectures = demoLectures(now);
  const titles = await titlesOf(`${api}/admin/lectures?limit=100`, accessToken);
  if (titles.some((title) => !lectures.some((lecture) => lecture.title === title))) return 0;
  const missing = lectures.filter((lecture) => !titles.includes(lecture.title));
  for (const lecture of missing) await post(`${api}/admin/lectures`, lecture, accessToken);
  return missing.length;
}

async function titlesOf(url: string, token: string): Promise<string[]> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  const { items } = (await response.json()) as { items: { title: string }[] };
  return items.map((lecture) => lecture.title);
}

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (response.ok || response.status === 401) return response;
  throw new Error(`the demo data could not be loaded: ${url} answered ${response.status}`);
}
