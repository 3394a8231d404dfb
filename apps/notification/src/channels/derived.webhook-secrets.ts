import { WebhookSecrets } from '../use-cases/preference-choices.js';
import { webhookSecret } from './webhook-signature.js';

/** Secrets made of one secret of the site. */
export class DerivedWebhookSecrets extends WebhookSecrets {
  constructor(private readonly siteSecret: string) {
    super();
  }

  secretFor(studentId: string, url: string): string {
    return webhookSecret(this.siteSecret, studentId, url);
  }
}
