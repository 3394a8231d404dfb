import { connect } from 'node:net';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { Problem } from '#contracts';
import { tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

export const NOTE = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';

export interface Sent {
  headers?: Record<string, string>;
  body?: string | Buffer | object;
}

/** Mina, Dr. Park and raw connections to the listening sample service; construct it while tests are being declared. */
export class Visitors {
  notes: NotesService;
  mina: Record<string, string>;
  park: Record<string, string>;
  private port = 0;

  constructor() {
    const dir = tempDir('notes');
    beforeAll(async () => {
      const identity = await TestIdentity.create();
      this.notes = await startNotes(dir, { keys: identity.keys });
      this.port = await this.notes.listen(0, '127.0.0.1');
      this.mina = await identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
      this.park = await identity.headersFor({ sub: 'park', role: 'instructor', name: 'Dr. Park' });
    });
    afterAll(() => this.notes.close());
  }

  /** The response: status, headers, text, and the parsed body if it is JSON. */
  async ask(method: string, path: string, { headers = {}, body }: Sent = {}) {
    const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: isRaw ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') && text !== '';
    return { status: answer.status, headers: answer.headers, text, body: (json ? JSON.parse(text) : text) as Problem };
  }

  /** Like `ask`, for a response that must be a well-formed problem document. */
  async refusal(method: string, path: string, sent: Sent = {}) {
    const { status, headers, body } = await this.ask(method, path, sent);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Problem.safeParse(body).success).toBe(true);
    expect(body.status).toBe(status);
    expect(headers.get('x-correlation-id')).toBeTruthy();
    expect(headers.get('traceparent')).toContain(body.traceId);
    return { status, headers, body };
  }

  /** The problem that Mina gets for writing a note. */
  write(body: Sent['body'], headers: Record<string, string> = {}) {
    return this.refusal('POST', '/api/v1/notes', { headers: { ...this.mina, ...headers }, body });
  }

  /** Sends raw bytes and resolves with the whole response when the server closes the connection. */
  raw(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(bytes));
      let seen = '';
      socket.on('data', (chunk) => (seen += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(seen));
    });
  }
}
