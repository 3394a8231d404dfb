import { createHmac } from 'node:crypto';
import type { Clock } from '#platform';
import { Channel, MAX_CONCURRENCY, Undeliverable, type OutgoingMessage, type Recipient } from '../ports/channel.js';
import { WebhookSecrets } from '../ports/chosen-preferences.js';
import { HttpCall } from './http-call.js';
import { publicLookup, rejectPrivateAddress } from './public-address.js';

const SECRET_PREFIX = 'whsec_';

export interface WebhookOptions {
  timeoutMs: number;
  allowPrivate: boolean;
  lookup?: ReturnType<typeof publicLookup>;
}

/** Messages to a URL of the student's own, signed as Standard Webhooks 1.0.0 specifies; `webhook-id` is the idempotency key. */
export class WebhookChannel extends Channel {
  readonly name = 'webhook';
  override readonly perDestination = 4;
  override readonly forFirstAttempts = MAX_CONCURRENCY / 2;
  private readonly call: HttpCall;

  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    private readonly options: WebhookOptions,
  ) {
    super();
    const { timeoutMs, allowPrivate, lookup = publicLookup() } = options;
    this.call = new HttpCall({ timeoutMs, ...(!allowPrivate && { connect: { lookup } }) });
  }

  override destinationOf({ webhookUrl }: Recipient): string | undefined {
    return webhookUrl === null ? undefined : new URL(webhookUrl).host;
  }

  async send(message: OutgoingMessage): Promise<void> {
    const { key, to } = message;
    const { webhookUrl, accountId } = to;
    if (webhookUrl === null) throw new Undeliverable('the recipient has no webhook');
    this.rejectUnsafe(new URL(webhookUrl));
    const body = JSON.stringify(payloadOf(message));
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const secret = this.secrets.secretFor(accountId, webhookUrl);
    await this.call.post(webhookUrl, body, {
      'webhook-id': key,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(secret, key, timestamp, body),
    });
  }

  close(): Promise<void> {
    return this.call.close();
  }

  private rejectUnsafe(url: URL): void {
    if (this.options.allowPrivate) return;
    if (url.protocol !== 'https:') throw new Undeliverable('the webhook is not encrypted');
    rejectPrivateAddress(url);
  }
}

const payloadOf = ({
  key,
  template,
  locale,
  title,
  body,
  createdAt,
  registrationId,
  staffOf,
  to,
}: OutgoingMessage) => ({
  type: `notification.${template}`,
  timestamp: createdAt.toISOString(),
  data: {
    id: key,
    registrationId,
    ...(staffOf === null ? { studentId: to.accountId } : { lectureId: staffOf, accountId: to.accountId }),
    locale,
    title,
    body,
  },
});

/** Standard Webhooks 1.0.0, scheme `v1`; the timestamp is in whole seconds. */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

export class DerivedWebhookSecrets extends WebhookSecrets {
  constructor(private readonly siteSecret: string) {
    super();
  }

  secretFor(accountId: string, url: string): string {
    const hmac = createHmac('sha256', Buffer.from(this.siteSecret, 'base64'));
    return SECRET_PREFIX + hmac.update(JSON.stringify([accountId, url])).digest('base64');
  }
}
