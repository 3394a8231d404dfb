import { Client, type Answer } from '../../support/client.js';
import type { Asked, History, Known } from './history.js';

const TIMEOUT_MS = 30_000;

/** A student of the lab; every request is recorded in the history, with status 0 if no response arrived within 30 s. */
export class Student extends Client {
  constructor(
    url: string,
    override readonly token: string,
    override readonly id: string,
    private readonly history: History,
  ) {
    super(url, token, id);
  }

  override async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal: AbortSignal = AbortSignal.timeout(TIMEOUT_MS),
  ): Promise<Answer> {
    const at = performance.now();
    const answer = await this.answered(() => super.request(method, path, body, headers, signal));
    const key = headers['Idempotency-Key'];
    this.history.note({
      student: this,
      method,
      path,
      key,
      body,
      at,
      tookMs: performance.now() - at,
      status: answer.status,
      answer: answer.body,
      known: knownBy(answer),
    });
    return answer;
  }

  /** The same request again, with the same key. */
  again({ method, path, body, key }: Asked): Promise<Answer> {
    return this.request(method, path, body, key === undefined ? {} : { 'Idempotency-Key': key });
  }

  private async answered(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      return { status: 0, headers: new Headers(), body: String(error) };
    }
  }
}

/** In progress, rate limited, or a server fault: the outcome is unknown. */
function knownBy({ status, body }: Answer): Known {
  if (status >= 200 && status < 300) return 'done';
  const isFinal = status >= 400 && status < 500 && status !== 429 && body?.code !== 'REQUEST_IN_PROGRESS';
  return isFinal ? 'refused' : 'unknown';
}
