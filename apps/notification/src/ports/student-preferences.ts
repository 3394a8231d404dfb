import type { Preferences } from '../domain/preferences.js';

export abstract class StudentPreferences {
  /** Undefined where the student has chosen nothing. */
  abstract find(studentId: string): Promise<Preferences | undefined>;
  abstract save(studentId: string, preferences: Preferences): Promise<void>;
}

/** Secrets by which students verify that a webhook call comes from this site. */
export abstract class WebhookSecrets {
  abstract secretFor(studentId: string, url: string): string;
}
