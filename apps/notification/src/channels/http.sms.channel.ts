import { Channel, Undeliverable, type OutgoingMessage } from '../use-cases/channel.js';
import { HttpCall } from './http-call.js';

export interface SmsOptions {
  url: string;
  token: string | undefined;
  from: string;
  timeoutMs: number;
}

/** Text messages through a provider that takes `{to, from, text, reference}` over HTTP and knows a repeated `Idempotency-Key`. */
export class HttpSmsChannel extends Channel {
  readonly name = 'sms';
  private readonly call: HttpCall;

  constructor(private readonly options: SmsOptions) {
    super();
    const { timeoutMs, token } = options;
    this.call = new HttpCall({ timeoutMs, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  }

  async send({ key, to, body }: OutgoingMessage): Promise<void> {
    if (to.phone === null) throw new Undeliverable('there is no phone number');
    const { url, from } = this.options;
    const message = { to: to.phone, from, text: body, reference: key };
    await this.call.post(url, JSON.stringify(message), { 'idempotency-key': key });
  }

  close(): Promise<void> {
    return this.call.close();
  }
}
