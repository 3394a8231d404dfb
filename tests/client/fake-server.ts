import { createSugang, type Sugang, type SugangOptions } from '#client';

export const lectureId = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';

export interface Answer {
  status: number;
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
}

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { code, status, detail: `It is ${code}.` },
  type: 'application/problem+json',
  headers: { 'x-correlation-id': 'a-correlation', ...headers },
});

export const tokens = (n: number, refreshToken: string | null = `refresh-${n}`) => ({
  accessToken: `access-${n}`,
  tokenType: 'Bearer',
  expiresIn: 900,
  ...(refreshToken !== null && { refreshToken }),
  account: { id: 'mina', name: 'Mina' },
});

/** Answers each request with `answer`; an answer that is an Error is a lost connection. */
export class FakeServer {
  readonly requests: Request[] = [];
  readonly bodies: unknown[] = [];

  constructor(private readonly answer: (request: Request, n: number) => Answer | Error) {}

  readonly fetch = async (target: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(target, init);
    this.requests.push(request);
    const text = await request.clone().text();
    this.bodies.push(text && JSON.parse(text));
    const answer = this.answer(request, this.requests.length);
    if (answer instanceof Error) throw new TypeError('fetch failed', { cause: answer });
    const { status, body, type = 'application/json', headers } = answer;
    const content = bodyOf(body);
    return new Response(content, { status, headers: { 'content-type': type, ...headers } });
  };

  connect(options: SugangOptions = {}): Sugang {
    return createSugang({ url: 'http://sugang.example/', fetch: this.fetch, ...options });
  }

  headers(name: string): (string | null)[] {
    return this.requests.map(({ headers }) => headers.get(name));
  }

  get paths(): string[] {
    return this.requests.map(({ url }) => new URL(url).pathname.replace('/api/v1', ''));
  }
}

export const once = new Error('connection reset');

const bodyOf = (body: unknown): ConstructorParameters<typeof Response>[0] => {
  if (body === undefined) return null;
  return typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body);
};
