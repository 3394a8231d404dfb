import type { NotificationPreferences } from '#contracts';
import type { Offer, Preferences } from '../domain/preferences.js';

/** What students have chosen. */
export abstract class PreferenceChoices {
  /** Undefined where the student has chosen nothing. */
  abstract find(studentId: string): Promise<Preferences | undefined>;
  abstract keep(studentId: string, preferences: Preferences): Promise<void>;
}

/** What this site offers. */
export class SiteOffer {
  constructor(readonly offer: Offer) {}
}

/** Makes the secret by which a student's own webhook tells our messages from others'. */
export abstract class WebhookSecrets {
  abstract secretFor(studentId: string, url: string): string;
}

/** The preferences as their owner sees them. */
export const shown = (
  studentId: string,
  { channels, phone, webhookUrl }: Preferences,
  secrets: WebhookSecrets,
): NotificationPreferences => ({
  channels: [...channels],
  ...(phone !== null && { phone }),
  ...(webhookUrl !== null && { webhookUrl, webhookSecret: secrets.secretFor(studentId, webhookUrl) }),
});
