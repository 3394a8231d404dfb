import { z } from 'zod';
import { Channel, Undeliverable, type OutgoingMessage } from '../use-cases/channel.js';
import { HttpCall } from './http-call.js';

export interface AlimtalkOptions {
  url: string;
  token: string | undefined;
  senderKey: string;
  /** Put before the name of our template, it is the code under which KakaoTalk has approved it. */
  templatePrefix: string;
  timeoutMs: number;
}

/** What every bizmessage provider answers: a code of its own beside the HTTP status. */
const Answer = z.object({ code: z.union([z.string(), z.number()]) });

/** Alimtalk messages of KakaoTalk in the common bizmessage form; `cid`, the sender's own id, is our key. */
export class HttpAlimtalkChannel extends Channel {
  readonly name = 'alimtalk';
  private readonly call: HttpCall;

  constructor(private readonly options: AlimtalkOptions) {
    super();
    const { timeoutMs, token } = options;
    this.call = new HttpCall({ timeoutMs, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  }

  async send({ key, to, template, locale, body }: OutgoingMessage): Promise<void> {
    if (to.phone === null) throw new Undeliverable('there is no phone number');
    const { url, senderKey, templatePrefix } = this.options;
    const message = {
      message_type: 'AT',
      sender_key: senderKey,
      cid: key,
      template_code: `${templatePrefix}${template}-${locale}`,
      phone_number: to.phone.slice(1),
      message: body,
      fall_back_yn: false,
    };
    judge(await this.call.post(url, JSON.stringify(message), { 'idempotency-key': key }));
  }

  close(): Promise<void> {
    return this.call.close();
  }
}

/** The codes end like HTTP statuses: `API_200`, `200`, `API_400`. An answer without one is what its HTTP status says. */
function judge(text: string): void {
  const answer = Answer.safeParse(jsonOf(text));
  if (!answer.success) return;
  const status = Number(/(\d{3})$/.exec(String(answer.data.code))?.[1] ?? 200);
  const reason = `answered code ${status}`;
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
