import { Agent, request, type Dispatcher } from 'undici';
import { NotYet, Undeliverable } from '../use-cases/channel.js';

const LARGEST_ANSWER = 64 * 1024;
/** The message itself is refused: the same message is refused again tomorrow. */
const HOPELESS = [400, 410, 413, 422];
/** The key is known: the provider has taken this message before. */
const TAKEN_BEFORE = 409;

export interface HttpCallOptions {
  timeoutMs: number;
  headers?: Record<string, string>;
  connect?: Agent.Options['connect'];
}

/** POSTs JSON to one kind of provider: redirects are not followed, answers are bounded, every fault is told without an address. */
export class HttpCall {
  private readonly agent: Agent;

  constructor(private readonly options: HttpCallOptions) {
    this.agent = new Agent({ pipelining: 0, connections: 16, ...(options.connect && { connect: options.connect }) });
  }

  /**
   * The text of the answer.
   * @throws Undeliverable when the message is refused, NotYet when told to wait, Error when nobody knows
   */
  async post(url: string, body: string, headers: Record<string, string>): Promise<string> {
    const { statusCode, headers: answered, text } = await this.ask(url, body, headers);
    if (statusCode === TAKEN_BEFORE || (statusCode >= 200 && statusCode < 300)) return text;
    const reason = `answered ${statusCode}`;
    if (HOPELESS.includes(statusCode) || (statusCode >= 300 && statusCode < 400)) throw new Undeliverable(reason);
    const waitMs = Number(answered['retry-after']) * 1_000;
    throw waitMs > 0 ? new NotYet(reason, waitMs) : new Error(reason);
  }

  async close(): Promise<void> {
    await this.agent.close();
  }

  private async ask(url: string, body: string, headers: Record<string, string>) {
    const { timeoutMs, headers: always } = this.options;
    try {
      const answer = await request(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...always, ...headers },
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher: this.agent,
      });
      return { ...answer, text: await textOf(answer) };
    } catch (error) {
      if (error instanceof Undeliverable) throw error;
      const { code, name } = error as Error & { code?: string };
      throw new Error(`no answer (${code ?? name})`, { cause: error });
    }
  }
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  let text = '';
  for await (const chunk of body.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > LARGEST_ANSWER) break; // leaving the loop destroys the stream
  }
  return text;
}
