import type { Clock } from '#platform';
import { Channel, Undeliverable, type OutgoingMessage } from '../use-cases/channel.js';
import type { WebhookSecrets } from '../use-cases/preference-choices.js';
import { HttpCall } from './http-call.js';
import { publicLookup, refuseWrittenAddress } from './public-address.js';
import { webhookSignature } from './webhook-signature.js';

export interface WebhookOptions {
  timeoutMs: number;
  /** Targets inside the site's own network, and unencrypted ones, are allowed. */
  anyTarget: boolean;
  lookup?: ReturnType<typeof publicLookup>;
}

/** Messages to an address of the student's own, signed as Standard Webhooks 1.0.0 wants it; `webhook-id` is the key. */
export class WebhookChannel extends Channel {
  readonly name = 'webhook';
  private readonly call: HttpCall;

  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    private readonly options: WebhookOptions,
  ) {
    super();
    const { timeoutMs, anyTarget, lookup = publicLookup() } = options;
    this.call = new HttpCall({ timeoutMs, ...(!anyTarget && { connect: { lookup } }) });
  }

  async send(message: OutgoingMessage): Promise<void> {
    const { key, to } = message;
    const { webhookUrl, studentId } = to;
    if (webhookUrl === null) throw new Undeliverable('there is no webhook');
    this.refuseUnsafe(new URL(webhookUrl));
    const body = JSON.stringify(payloadOf(message));
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const secret = this.secrets.secretFor(studentId, webhookUrl);
    await this.call.post(webhookUrl, body, {
      'webhook-id': key,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(secret, key, timestamp, body),
    });
  }

  close(): Promise<void> {
    return this.call.close();
  }

  private refuseUnsafe(url: URL): void {
    if (this.options.anyTarget) return;
    if (url.protocol !== 'https:') throw new Undeliverable('the webhook is not encrypted');
    refuseWrittenAddress(url);
  }
}

const payloadOf = ({ key, template, locale, title, body, at, registrationId, to }: OutgoingMessage) => ({
  type: `notification.${template}`,
  timestamp: at.toISOString(),
  data: { id: key, registrationId, studentId: to.studentId, locale, title, body },
});
