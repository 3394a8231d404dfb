import { z } from 'zod';
import { shortened } from '../domain/message.js';
import { Channel, Undeliverable, type OutgoingMessage, type Recipient } from '../ports/channel.js';
import { HttpCall } from './http-call.js';

/** An Alimtalk message has at most 1,000 characters, a long text message (LMS) 2,000 bytes at two per Korean character. */
const MAX_CHARACTERS = 1_000;

export interface SmsOptions {
  url: string;
  token: string | undefined;
  from: string;
  timeoutMs: number;
}

/** Text messages by an HTTP provider that accepts `{to, from, text, reference}` and deduplicates by `Idempotency-Key`. */
export class HttpSmsChannel extends Channel {
  readonly name = 'sms';
  override readonly hasBudget = true;
  private readonly call: HttpCall;

  constructor(private readonly options: SmsOptions) {
    super();
    this.call = callWith(options);
  }

  override destinationOf({ phone }: Recipient): string | undefined {
    return phone ?? undefined;
  }

  async send({ key, to, locale, body }: OutgoingMessage): Promise<void> {
    if (to.phone === null) throw new Undeliverable('the student has no phone number');
    const { url, from } = this.options;
    const message = { to: to.phone, from, text: shortened(body, MAX_CHARACTERS, locale), reference: key };
    await this.call.post(url, JSON.stringify(message), { 'idempotency-key': key });
  }

  close(): Promise<void> {
    return this.call.close();
  }
}

export interface AlimtalkOptions {
  url: string;
  token: string | undefined;
  senderKey: string;
  templatePrefix: string;
  timeoutMs: number;
}

const BizmessageResponse = z.object({ code: z.union([z.string(), z.number()]) });

/** KakaoTalk Alimtalk messages in the common bizmessage format; `cid`, the sender's own id, is the idempotency key. */
export class HttpAlimtalkChannel extends Channel {
  readonly name = 'alimtalk';
  override readonly hasBudget = true;
  private readonly call: HttpCall;

  constructor(private readonly options: AlimtalkOptions) {
    super();
    this.call = callWith(options);
  }

  override destinationOf({ phone }: Recipient): string | undefined {
    return phone ?? undefined;
  }

  async send({ key, to, template, locale, body }: OutgoingMessage): Promise<void> {
    if (to.phone === null) throw new Undeliverable('the student has no phone number');
    const { url, senderKey, templatePrefix } = this.options;
    const message = {
      message_type: 'AT',
      sender_key: senderKey,
      cid: key,
      template_code: `${templatePrefix}${template}-${locale}`,
      phone_number: to.phone.slice(1),
      message: shortened(body, MAX_CHARACTERS, locale),
      fall_back_yn: false,
    };
    checkCode(await this.call.post(url, JSON.stringify(message), { 'idempotency-key': key }));
  }

  close(): Promise<void> {
    return this.call.close();
  }
}

const callWith = ({ timeoutMs, token }: { timeoutMs: number; token: string | undefined }): HttpCall =>
  new HttpCall({ timeoutMs, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

/** Codes end like an HTTP status (`API_200`, `200`, `API_400`); without such a code the HTTP status alone decides. */
function checkCode(text: string): void {
  const response = BizmessageResponse.safeParse(jsonOf(text));
  if (!response.success) return;
  const status = Number(/(\d{3})$/.exec(String(response.data.code))?.[1] ?? 200);
  const reason = `the provider returned code ${status}`;
  if (status === 400 || status === 422) throw new Undeliverable(reason);
  if (status >= 300 && status !== 409) throw new Error(reason);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
