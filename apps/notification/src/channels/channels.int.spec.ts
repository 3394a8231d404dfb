import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Log } from '#platform';
import { eventually, TestClock } from '#testing';
import { HttpProvider } from '../../test/http-provider.js';
import type { Accepted } from '../../test/provider-behavior.js';
import { SmtpStandIn } from '../../test/smtp-stand-in.js';
import { Undeliverable, type Channel } from '../ports/channel.js';
import {
  channelContract,
  message,
  mina,
  providerContract,
  ATTEMPT_MS,
  waitOf,
  type ProviderUnderTest,
} from '../ports/channel.contract.js';
import { LogChannel } from './open-channels.js';
import { HttpAlimtalkChannel, HttpSmsChannel } from './phone-channels.js';
import { SmtpEmailChannel } from './smtp-email-channel.js';
import { DerivedWebhookSecrets, WebhookChannel, webhookSignature } from './webhook-channel.js';

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
    behaves: (behavior) => (server.behavior = behavior),
    dies: () => server.stop(),
    close: async () => {
      await channel.close();
      await server.stop();
    },
  };
};

const openSms = () =>
  overHttp((url) => new HttpSmsChannel({ url, token: 'a token', from: '0212345678', timeoutMs: ATTEMPT_MS }));

const openAlimtalk = () =>
  overHttp(
    (url) =>
      new HttpAlimtalkChannel({
        url,
        token: 'a token',
        senderKey: 'sender',
        templatePrefix: 'sugang-',
        timeoutMs: ATTEMPT_MS,
      }),
  );

/** Redirects every webhook to the stand-in. */
class WebhookToStandIn extends WebhookChannel {
  constructor(private readonly url: string) {
    super(secrets, clock, { timeoutMs: ATTEMPT_MS, allowPrivate: true });
  }

  override send(sent: Parameters<Channel['send']>[0]): Promise<void> {
    const webhookUrl = sent.to.webhookUrl === null ? null : this.url;
    return super.send({ ...sent, to: { ...sent.to, webhookUrl } });
  }
}

const openWebhook = () => overHttp((url) => new WebhookToStandIn(url), 'webhook-id');

async function openEmail(): Promise<ProviderUnderTest & { server: SmtpStandIn }> {
  const server = await SmtpStandIn.start();
  const channel = new SmtpEmailChannel({
    url: server.url,
    from: 'Sugang <no-reply@sugang.dev>',
    timeoutMs: ATTEMPT_MS,
  });
  return {
    channel,
    server,
    delivered: () => server.delivered,
    behaves: (behavior) => (server.behavior = behavior),
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
  it('logs no personal data', async () => {
    const lines: string[] = [];
    const log = Log.open({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } });
    await new LogChannel(log).send(message());
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/mina|미나|8210|글쓰기/i);
  });
});

describe('Alimtalk', () => {
  it('sends the common bizmessage format with the code of the approved template', async () => {
    const under = await openAlimtalk();
    const sent = message();
    await under.channel.send(sent);
    await under.close();
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

it.each([openSms, openAlimtalk])('a phone receives at most 1,000 characters (%#)', async (open) => {
  const under = await open();
  await under.channel.send(message({ body: '가'.repeat(5_000) }));
  await under.close();
  expect(under.delivered()[0]!.text.match(/가+…[^"]*/)![0]).toHaveLength(1_000);
});

describe('the code in the response of an Alimtalk provider', () => {
  const outcomeOf = async (code: string) => {
    const server = await HttpProvider.start('idempotency-key', JSON.stringify({ code }));
    const { url } = server;
    const channel = new HttpAlimtalkChannel({
      url,
      token: undefined,
      senderKey: 's',
      templatePrefix: '',
      timeoutMs: ATTEMPT_MS,
    });
    try {
      return await channel.send(message()).then(
        () => 'accepted',
        (error: unknown) => (error instanceof Undeliverable ? 'undeliverable' : 'retried'),
      );
    } finally {
      await channel.close();
      await server.stop();
    }
  };

  it.each([
    ['API_200', 'accepted'],
    ['200', 'accepted'],
    ['API_409', 'accepted'],
    ['API_400', 'undeliverable'],
    ['API_401', 'retried'],
    ['API_500', 'retried'],
    ['OK', 'accepted'],
  ])('%s means that the message is %s', async (code, outcome) => {
    expect(await outcomeOf(code)).toBe(outcome);
  });
});

describe('an HTTP provider', () => {
  it('reports the pause that a provider requests with Retry-After', async () => {
    const under = await openSms();
    under.behaves('request a pause');
    expect(waitOf(await under.channel.send(message()).catch((error: unknown) => error))).toBe(7_000);
    await under.close();
  });
});

describe('a webhook', () => {
  it('signs a webhook by Standard Webhooks with the secret that the student can read', async () => {
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

  it.each(['http', 'https'])('never calls a webhook in our own network over %s', async (scheme) => {
    const under = await openWebhook();
    const guarded = new WebhookChannel(secrets, clock, { timeoutMs: ATTEMPT_MS, allowPrivate: false });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254']) {
      const webhookUrl = `${scheme}://${host}:${new URL(under.server.url).port}/`;
      const sending = guarded.send(message({ to: { ...mina, webhookUrl } }));
      await expect(sending).rejects.toThrow(Undeliverable);
    }
    expect(under.server.requests).toBe(0);
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

  it('aborts an e-mail whose server exceeds the timeout by slow responses, and never sends it later', async () => {
    under.server.slowResponseMs = 2 * ATTEMPT_MS;
    const from = Date.now();
    const failure: unknown = await under.channel.send(message()).catch((error: unknown) => error);
    expect(failure).toEqual(new Error('the mail server did not respond (EABORT)'));
    expect(Date.now() - from).toBeLessThan(2 * ATTEMPT_MS);
    await eventually(() => expect(under.server.connections).toBe(0));
    await setTimeout(ATTEMPT_MS);
    expect(under.delivered()).toEqual([]);
    under.server.slowResponseMs = 0;
    await under.channel.send(message());
    expect(under.delivered()).toHaveLength(1);
  });

  it('sends an e-mail to its student only, even if the title contains header lines', async () => {
    await under.channel.send(message({ title: 'Hello\r\nBcc: all@example.org\r\n\r\nbody' }));
    const [{ headers }] = under.delivered() as [Accepted];
    expect(headers).toMatchObject({
      to: 'mina@sugang.dev',
      from: 'Sugang <no-reply@sugang.dev>',
      'content-language': 'ko',
    });
    expect(headers).not.toHaveProperty('bcc');
    expect(headers.subject).toContain('Bcc: all');
  });
});
