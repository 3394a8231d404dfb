import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Log } from '#platform';
import { eventually, TestClock } from '#testing';
import { HttpProvider } from '../../test/http-provider.js';
import type { Accepted } from '../../test/provider-mood.js';
import { SmtpStandIn } from '../../test/smtp-stand-in.js';
import { Undeliverable, type Channel } from '../use-cases/channel.js';
import {
  channelContract,
  message,
  mina,
  providerContract,
  TRY_MS,
  waitOf,
  type ProviderUnderTest,
} from '../use-cases/channel.contract.js';
import { DerivedWebhookSecrets } from './derived.webhook-secrets.js';
import { HttpAlimtalkChannel } from './http.alimtalk.channel.js';
import { HttpSmsChannel } from './http.sms.channel.js';
import { LogChannel } from './log.channel.js';
import { SmtpEmailChannel } from './smtp.email.channel.js';
import { WebhookChannel } from './webhook.channel.js';
import { webhookSignature } from './webhook-signature.js';

const clock = new TestClock();
const secrets = new DerivedWebhookSecrets(Buffer.alloc(32, 7).toString('base64'));

const overHttp = async (
  channelAt: (url: string) => Channel,
  keyHeader?: 'webhook-id',
): Promise<ProviderUnderTest & { server: HttpProvider }> => {
  const server = await HttpProvider.start(keyHeader);
  const channel = channelAt(server.url);
  return {
    channel,
    server,
    delivered: () => server.delivered,
    becomes: (mood) => (server.mood = mood),
    dies: () => server.stop(),
    close: async () => {
      await channel.close();
      await server.stop();
    },
  };
};

const openSms = () =>
  overHttp((url) => new HttpSmsChannel({ url, token: 'a token', from: '0212345678', timeoutMs: TRY_MS }));

const openAlimtalk = () =>
  overHttp(
    (url) =>
      new HttpAlimtalkChannel({
        url,
        token: 'a token',
        senderKey: 'sender',
        templatePrefix: 'sugang-',
        timeoutMs: TRY_MS,
      }),
  );

/** Sends to the stand-in whatever webhook the message names, unless it names none. */
class WebhookToStandIn extends WebhookChannel {
  constructor(private readonly url: string) {
    super(secrets, clock, { timeoutMs: TRY_MS, anyTarget: true });
  }

  override send(sent: Parameters<Channel['send']>[0]): Promise<void> {
    const webhookUrl = sent.to.webhookUrl === null ? null : this.url;
    return super.send({ ...sent, to: { ...sent.to, webhookUrl } });
  }
}

const openWebhook = () => overHttp((url) => new WebhookToStandIn(url), 'webhook-id');

async function openEmail(): Promise<ProviderUnderTest & { server: SmtpStandIn }> {
  const server = await SmtpStandIn.start();
  const channel = new SmtpEmailChannel({ url: server.url, from: 'Sugang <no-reply@sugang.dev>', timeoutMs: TRY_MS });
  return {
    channel,
    server,
    delivered: () => server.delivered,
    becomes: (mood) => (server.mood = mood),
    dies: () => server.stop(),
    close: async () => {
      await channel.close();
      await server.stop();
    },
  };
}

channelContract('the log', async () => {
  const lines: string[] = [];
  const log = Log.open({ service: 'test', level: 'info', destination: { write: (line) => void lines.push(line) } });
  const channel = new LogChannel(log);
  const delivered = (): Accepted[] =>
    lines.map((text) => ({ key: String((JSON.parse(text) as { key: unknown }).key), text, headers: {} }));
  return { channel, delivered, close: () => channel.close() };
});
providerContract('text messages', { reaches: 'phone', deliversOnce: true }, openSms);
providerContract('Alimtalk', { reaches: 'phone', deliversOnce: true }, openAlimtalk);
providerContract('webhooks', { reaches: 'webhookUrl', deliversOnce: true }, openWebhook);
providerContract('e-mail', { reaches: 'email', deliversOnce: false }, openEmail);

describe('the log', () => {
  it('writes no personal data', async () => {
    const lines: string[] = [];
    const log = Log.open({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } });
    await new LogChannel(log).send(message());
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/mina|미나|8210|글쓰기/i);
  });
});

describe('Alimtalk', () => {
  let under: Awaited<ReturnType<typeof openAlimtalk>>;
  beforeEach(async () => {
    under = await openAlimtalk();
  });
  afterEach(() => under.close());

  it('has the common bizmessage form, with the code of the template that KakaoTalk has approved', async () => {
    const sent = message();
    await under.channel.send(sent);
    const [{ text, headers }] = under.delivered() as [Accepted];
    expect(headers.authorization).toBe('Bearer a token');
    expect(JSON.parse(text)).toEqual({
      message_type: 'AT',
      sender_key: 'sender',
      cid: sent.key,
      template_code: 'sugang-confirmed-ko',
      phone_number: '821012345678',
      message: sent.body,
      fall_back_yn: false,
    });
  });
});

describe('an answer with a code of its own', () => {
  const answering = async (code: string) => {
    const server = await HttpProvider.start('idempotency-key', JSON.stringify({ code }));
    const { url } = server;
    const channel = new HttpAlimtalkChannel({
      url,
      token: undefined,
      senderKey: 's',
      templatePrefix: '',
      timeoutMs: TRY_MS,
    });
    try {
      return await channel.send(message()).then(
        () => 'taken',
        (error: unknown) => (error instanceof Undeliverable ? 'given up' : 'tried again'),
      );
    } finally {
      await channel.close();
      await server.stop();
    }
  };

  it.each([
    ['API_200', 'taken'],
    ['200', 'taken'],
    ['API_409', 'taken'],
    ['API_400', 'given up'],
    ['API_401', 'tried again'],
    ['API_500', 'tried again'],
    ['OK', 'taken'],
  ])('%s means: %s', async (code, meaning) => {
    expect(await answering(code)).toBe(meaning);
  });
});

describe('a provider over HTTP', () => {
  it('that asks to be left alone says for how long', async () => {
    const under = await openSms();
    under.becomes('ask to wait');
    expect(waitOf(await under.channel.send(message()).catch((error: unknown) => error))).toBe(7_000);
    await under.close();
  });
});

describe('a webhook', () => {
  it('is signed as Standard Webhooks asks, with the secret that its student is shown', async () => {
    const under = await openWebhook();
    const sent = message();
    await under.channel.send(sent);
    const [{ text, headers }] = under.delivered() as [Accepted];
    const timestamp = Number(headers['webhook-timestamp']);
    const secret = secrets.secretFor('mina', under.server.url);
    expect(timestamp).toBe(clock.now().getTime() / 1_000);
    expect(headers['webhook-signature']).toBe(webhookSignature(secret, sent.key, timestamp, text));
    expect(JSON.parse(text)).toMatchObject({ type: 'notification.confirmed', data: { id: sent.key, body: sent.body } });
    await under.close();
  });

  it.each(['http', 'https'])('does not lead into our own network over %s', async (scheme) => {
    const under = await openWebhook();
    const guarded = new WebhookChannel(secrets, clock, { timeoutMs: TRY_MS, anyTarget: false });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254']) {
      const webhookUrl = `${scheme}://${host}:${new URL(under.server.url).port}/`;
      const sending = guarded.send(message({ to: { ...mina, webhookUrl } }));
      await expect(sending).rejects.toThrow(Undeliverable);
    }
    expect(under.server.asked).toBe(0);
    await guarded.close();
    await under.close();
  });
});

describe('an e-mail', () => {
  let under: Awaited<ReturnType<typeof openEmail>>;
  beforeEach(async () => {
    under = await openEmail();
  });
  afterEach(() => under.close());

  it('is given up, and does not leave any more, when its server draws the conversation out', async () => {
    under.server.drawsOutMs = 2 * TRY_MS;
    const from = Date.now();
    const failure: unknown = await under.channel.send(message()).catch((error: unknown) => error);
    expect(failure).toEqual(new Error('no answer (EABORT)'));
    expect(Date.now() - from).toBeLessThan(2 * TRY_MS);
    await eventually(() => expect(under.server.connections).toBe(0));
    await setTimeout(TRY_MS);
    expect(under.delivered()).toEqual([]);
    under.server.drawsOutMs = 0;
    await under.channel.send(message());
    expect(under.delivered()).toHaveLength(1);
  });

  it('goes to its student alone, whatever the title says', async () => {
    await under.channel.send(message({ title: 'Hello\r\nBcc: everybody@example.org\r\n\r\nbody' }));
    const [{ headers }] = under.delivered() as [Accepted];
    expect(headers).toMatchObject({
      to: 'mina@sugang.dev',
      from: 'Sugang <no-reply@sugang.dev>',
      'content-language': 'ko',
    });
    expect(headers).not.toHaveProperty('bcc');
    expect(headers.subject).toContain('Bcc: everybody');
  });
});
