import { Agent, request, type Dispatcher } from 'undici';
import { RetryLater, Undeliverable } from '../ports/channel.js';

const MAX_RESPONSE_LENGTH = 64 * 1024;
const PERMANENT_ERRORS = [400, 410, 413, 422];
const DUPLICATE = 409;

export interface HttpCallOptions {
  timeoutMs: number;
  headers?: Record<string, string>;
  connect?: Agent.Options['connect'];
}

/** POSTs JSON to a provider: no redirects, bounded responses, errors without addresses. */
export class HttpCall {
  private readonly agent: Agent;

  constructor(private readonly options: HttpCallOptions) {
    this.agent = new Agent({ pipelining: 0, connections: 16, ...(options.connect && { connect: options.connect }) });
  }

  /** @throws Undeliverable for a rejected message, RetryLater for a requested pause, Error for an unknown outcome */
  async post(url: string, body: string, headers: Record<string, string>): Promise<string> {
    const { statusCode, headers: responseHeaders, text } = await this.send(url, body, headers);
    if (statusCode === DUPLICATE || (statusCode >= 200 && statusCode < 300)) return text;
    const reason = `the provider returned ${statusCode}`;
    if (PERMANENT_ERRORS.includes(statusCode) || (statusCode >= 300 && statusCode < 400)) {
      throw new Undeliverable(reason);
    }
    const waitMs = Number(responseHeaders['retry-after']) * 1_000;
    throw waitMs > 0 ? new RetryLater(reason, waitMs) : new Error(reason);
  }

  async close(): Promise<void> {
    await this.agent.close();
  }

  private async send(url: string, body: string, headers: Record<string, string>) {
    const { timeoutMs, headers: commonHeaders } = this.options;
    try {
      const response = await request(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...commonHeaders, ...headers },
        signal: AbortSignal.timeout(timeoutMs),
        dispatcher: this.agent,
      });
      return { ...response, text: await textOf(response) };
    } catch (error) {
      if (error instanceof Undeliverable) throw error;
      const { code, name } = error as Error & { code?: string };
      throw new Error(`the provider did not respond (${code ?? name})`, { cause: error });
    }
  }
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  let text = '';
  for await (const chunk of body.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > MAX_RESPONSE_LENGTH) break; // leaving the loop destroys the stream
  }
  return text;
}
