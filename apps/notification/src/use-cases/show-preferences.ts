import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NotificationPreferences } from '#contracts';
import { defaultPreferences, type Preferences } from '../domain/preferences.js';
import { ChosenPreferences, WebhookSecrets } from '../ports/chosen-preferences.js';
import { NotificationSettings } from '../settings.js';

export class ShowPreferences extends Query<NotificationPreferences> {
  constructor(readonly accountId: string) {
    super();
  }
}

@QueryHandler(ShowPreferences)
export class ShowPreferencesHandler implements IQueryHandler<ShowPreferences> {
  constructor(
    private readonly preferences: ChosenPreferences,
    private readonly settings: NotificationSettings,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ accountId }: ShowPreferences): Promise<NotificationPreferences> {
    const chosen = await this.preferences.find(accountId);
    return shownTo(accountId, chosen ?? defaultPreferences(this.settings.offeredChannels), this.secrets);
  }
}

export const shownTo = (
  accountId: string,
  { channels, phone, webhookUrl }: Preferences,
  secrets: WebhookSecrets,
): NotificationPreferences => ({
  channels: [...channels],
  ...(phone !== null && { phone }),
  ...(webhookUrl !== null && { webhookUrl, webhookSecret: secrets.secretFor(accountId, webhookUrl) }),
});
