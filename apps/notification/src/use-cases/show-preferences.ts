import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NotificationPreferences } from '#contracts';
import { defaultPreferences, type Preferences } from '../domain/preferences.js';
import { StudentPreferences, WebhookSecrets } from '../ports/student-preferences.js';
import { NotificationSettings } from '../settings.js';

export class ShowPreferences extends Query<NotificationPreferences> {
  constructor(readonly studentId: string) {
    super();
  }
}

@QueryHandler(ShowPreferences)
export class ShowPreferencesHandler implements IQueryHandler<ShowPreferences> {
  constructor(
    private readonly preferences: StudentPreferences,
    private readonly settings: NotificationSettings,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ studentId }: ShowPreferences): Promise<NotificationPreferences> {
    const chosen = await this.preferences.find(studentId);
    return shownTo(studentId, chosen ?? defaultPreferences(this.settings.offeredChannels), this.secrets);
  }
}

export const shownTo = (
  studentId: string,
  { channels, phone, webhookUrl }: Preferences,
  secrets: WebhookSecrets,
): NotificationPreferences => ({
  channels: [...channels],
  ...(phone !== null && { phone }),
  ...(webhookUrl !== null && { webhookUrl, webhookSecret: secrets.secretFor(studentId, webhookUrl) }),
});
