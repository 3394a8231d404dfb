import type { OpenLectureBody } from '#contracts';
import { DEMO_PASSWORD } from '../../identity/src/identity.module.js';
import { demoLectures } from '../../lecture/src/lecture.module.js';

/** Does nothing when Dr. Park's account does not have the demo password, or when there are other lectures. */
export async function loadDemo(url: string, now: Date): Promise<number> {
  const api = `${url}/api/v1`;
  const lectures = demoLectures(now);
  if (missingOf(lectures, await titlesOf(`${api}/lectures?limit=100`)).length === 0) return 0;
  const login = await post(`${api}/auth/login`, { email: 'park@sugang.dev', password: DEMO_PASSWORD });
  if (login.status === 401) return 0;
  const { accessToken } = (await login.json()) as { accessToken: string };
  const missing = missingOf(lectures, await titlesOf(`${api}/admin/lectures?limit=100`, accessToken));
  for (const lecture of missing) await post(`${api}/admin/lectures`, lecture, accessToken);
  return missing.length;
}

function missingOf(lectures: OpenLectureBody[], titles: string[]): OpenLectureBody[] {
  if (titles.some((title) => !lectures.some((lecture) => lecture.title === title))) return [];
  return lectures.filter((lecture) => !titles.includes(lecture.title));
}

async function titlesOf(url: string, token?: string): Promise<string[]> {
  const response = await fetch(url, { headers: authorizationOf(token) });
  if (!response.ok) throw errorOf(response);
  const { items } = (await response.json()) as { items: { title: string }[] };
  return items.map((lecture) => lecture.title);
}

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...authorizationOf(token) },
    body: JSON.stringify(body),
  });
  if (response.ok || response.status === 401) return response;
  throw errorOf(response);
}

const authorizationOf = (token?: string) => (token === undefined ? undefined : { Authorization: `Bearer ${token}` });

const errorOf = ({ url, status }: Response): Error => new Error(`${new URL(url).pathname} answered ${status}`);
