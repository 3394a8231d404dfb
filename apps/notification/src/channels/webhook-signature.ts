import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The signature of one message by Standard Webhooks 1.0.0, scheme `v1`: HMAC-SHA256 over id, timestamp and body.
 * @param secret `whsec_` and base64
 * @param timestamp whole seconds since 1970
 */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The secret of one student's webhook, derived from the site's, so that none has to be stored. */
export function webhookSecret(siteSecret: string, studentId: string, url: string): string {
  const key = Buffer.from(siteSecret, 'base64');
  return (
    PREFIX +
    createHmac('sha256', key)
      .update(JSON.stringify([studentId, url]))
      .digest('base64')
  );
}
