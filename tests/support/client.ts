import { randomUUID } from 'node:crypto';
import { createSugang, logIn, signUp, type Sugang } from '#client';

export interface Answer<Body = any> {
  status: number;
  headers: Headers;
  body: Body;
}

/** An API client, signed in or anonymous. `sugang` is for the typed functions of the SDK; the other methods send anything. */
export class Client {
  readonly sugang: Sugang;

  constructor(
    readonly url: string,
    readonly token?: string,
    readonly id?: string,
  ) {
    this.sugang = createSugang({ url, token: () => token, retries: 0 });
  }

  static async login(url: string, email: string, password = 'sugang-demo'): Promise<Client> {
    const { accessToken, account } = await logIn(createSugang({ url, retries: 0 }), { email, password });
    return new Client(url, accessToken, account.id);
  }

  static async signUp(url: string, email: string, name = 'A student'): Promise<Client> {
    const password = 'a long enough phrase';
    await signUp(createSugang({ url, retries: 0 }), { email, password, name });
    return Client.login(url, email, password);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('POST', path, body, headers);
  }

  patch(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('PATCH', path, body, headers);
  }

  /** @param more further fields of the request, such as `places` */
  register(
    lectureId: string,
    token = 'tok_ok',
    key: string = randomUUID(),
    headers = {},
    more: object = {},
  ): Promise<Answer> {
    const body = { lectureId, payment: { method: 'card', token }, ...more };
    return this.post('/registrations', body, { 'Idempotency-Key': key, ...headers });
  }

  pay(registrationId: string, token = 'tok_ok', key: string = randomUUID()): Promise<Answer> {
    return this.post(`/registrations/${registrationId}/payment`, { method: 'card', token }, { 'Idempotency-Key': key });
  }

  cancel(registrationId: string, headers = {}): Promise<Answer> {
    return this.post(`/registrations/${registrationId}/cancel`, undefined, headers);
  }

  /** Every item of a list, page by page. */
  async all(path: string): Promise<any[]> {
    const items: any[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { status, body }: Answer = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      items.push(...body.items);
      next = body.next;
    }
    return items;
  }

  /** The lectures whose registration is open and that accept every student; some demo lectures open later or need an approval. */
  async registrable(): Promise<any[]> {
    const lectures = await this.all('/lectures?status=OPEN');
    return lectures.filter(
      ({ registrationOpensAt: opensAt, approvalRequired }) =>
        !approvalRequired && (!opensAt || Date.parse(opensAt) <= Date.now()),
    );
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      ...(signal && { signal }),
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How many lectures the demo data has. */
export const DEMO_LECTURES = 8;

const DAY = 24 * 60 * 60 * 1000;

/** The body of a lecture that starts in two weeks; `changes` override what matters to the test. */
export function lectureBody(changes: Record<string, unknown> = {}) {
  const startsAt = new Date(Date.now() + 14 * DAY);
  return {
    title: 'Algorithms 101',
    description: 'Sorting and graphs.',
    category: 'computer-science',
    fee: { amount: 49_000, currency: 'KRW' },
    capacity: 30,
    sessions: [
      {
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + 2 * 60 * 60 * 1000).toISOString(),
        place: 'Room 301',
      },
    ],
    ...changes,
  };
}
