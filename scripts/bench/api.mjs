import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const WEEK = 7 * 24 * 3600 * 1000;

/** The HTTP API as the clients of the measurement use it: plain node:http with connections kept open. */
export class Api {
  #agent = new Agent({ keepAlive: true });
  #port;

  constructor(port) {
    this.#port = port;
  }

  /** Signs up that many students and answers their tokens. */
  async students(amount) {
    const tokens = [];
    const signUp = async () => {
      while (tokens.length < amount) {
        const place = tokens.push(undefined) - 1;
        const email = `student-${place}-${randomUUID()}@bench.example`;
        const password = 'a long enough phrase';
        await this.#expect(201, '/auth/sign-up', { email, password, name: `Student ${place}` });
        tokens[place] = await this.login(email, password);
      }
    };
    await Promise.all(Array.from({ length: 8 }, signUp));
    return tokens;
  }

  async login(email, password) {
    return (await this.#expect(200, '/auth/login', { email, password })).accessToken;
  }

  async openLecture(token, changes = {}) {
    const startsAt = new Date(Date.now() + WEEK).toISOString();
    const endsAt = new Date(Date.now() + WEEK + 3600_000).toISOString();
    const lecture = await this.#expect(
      201,
      '/admin/lectures',
      {
        title: 'Algorithms 101',
        description: 'A lecture with a seat for every student.',
        category: 'computer-science',
        fee: { amount: 49_000, currency: 'KRW' },
        capacity: 100_000,
        sessions: [{ startsAt, endsAt, place: 'Room 301' }],
        ...changes,
      },
      token,
    );
    return lecture.id;
  }

  /** Waits until registration has received the lectures. */
  async knownToRegistration(lectures) {
    const deadline = Date.now() + 10_000;
    for (const id of lectures) {
      while ((await this.get(`/lectures/${id}/availability`)).status !== 200) {
        if (Date.now() > deadline) throw new Error(`registration has not received lecture ${id}`);
        await pause(20);
      }
    }
  }

  async register(token, lectureId) {
    return (await this.apply(token, lectureId)).status;
  }

  /** The complete response to a registration; one that never came has status 0. */
  apply(token, lectureId, key = randomUUID()) {
    const body = { lectureId, payment: { method: 'card', token: 'tok_ok' } };
    return this.#send('POST', '/registrations', body, token, { 'Idempotency-Key': key });
  }

  post(path, body, token) {
    return this.#send('POST', path, body, token, { 'Idempotency-Key': randomUUID() });
  }

  get(path, token) {
    return this.#send('GET', path, undefined, token);
  }

  async #expect(status, path, body, token) {
    const answer = await this.#send('POST', path, body, token);
    if (answer.status !== status) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return JSON.parse(answer.text);
  }

  #send(method, path, body, token, headers = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          agent: this.#agent,
          method,
          path: `/api/v1${path}`,
          headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...headers,
          },
        },
        (answer) => {
          const chunks = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(chunks).toString() }));
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
  }
}
