import type { Preferences } from '../domain/preferences.js';

export abstract class ChosenPreferences {
  /** Undefined where the student has chosen nothing. */
  abstract find(accountId: string): Promise<Preferences | undefined>;
  abstract save(accountId: string, preferences: Preferences): Promise<void>;
}

/** Secrets by which students verify that a webhook call comes from this site. */
export abstract class WebhookSecrets {
  abstract secretFor(accountId: string, url: string): string;
}
