import { randomUUID } from 'node:crypto';
import type { TestIdentity, TokenClaims } from '#testing';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { id: string; code?: string; items: Record<string, unknown>[]; next: string | null };
}

/** Somebody with a token (or without one) who talks to the service over HTTP. */
export class Student {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async of(url: string, identity: TestIdentity, claims: TokenClaims): Promise<Student> {
    return new Student(url, await identity.headersFor(claims));
  }

  static nobody(url: string): Student {
    return new Student(url, {});
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, key: string | null = randomUUID()): Promise<Answer> {
    return this.send('POST', path, body, key === null ? {} : { 'idempotency-key': key });
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
