import { randomUUID } from 'node:crypto';
import type { LectureState } from '#contracts';
import { aLecture, idOf, type TestIdentity, type TokenClaims } from '#testing';

export const openDay = (): LectureState =>
  aLecture({ id: idOf(0x102), title: 'Open day', fee: { amount: 0, currency: 'KRW' } });

export const card = (token: string) => ({ method: 'card', token }) as const;

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { id: string; code?: string; items: Record<string, unknown>[]; next: string | null };
}

/** An HTTP client of the service, with or without an access token. */
export class Student {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async of(url: string, identity: TestIdentity, claims: TokenClaims): Promise<Student> {
    return new Student(url, await identity.headersFor(claims));
  }

  static anonymous(url: string): Student {
    return new Student(url, {});
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, key: string | null = randomUUID()): Promise<Answer> {
    return this.send('POST', path, body, key === null ? {} : { 'idempotency-key': key });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  register(lectureId: string, token: string | null = 'tok_ok', key?: string | null): Promise<Answer> {
    const payment = token === null ? {} : { payment: { method: 'card', token } };
    return this.post('/registrations', { lectureId, ...payment }, key);
  }

  private async send(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { ...this.headers, ...more, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : {}) as Answer['body'] };
  }
}
