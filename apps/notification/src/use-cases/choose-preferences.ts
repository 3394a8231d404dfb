import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChooseNotifications, NotificationPreferences } from '#contracts';
import { choosePreferences } from '../domain/preferences.js';
import { ChosenPreferences, WebhookSecrets } from '../ports/chosen-preferences.js';
import { NotificationSettings } from '../settings.js';
import { shownTo } from './show-preferences.js';

export class ChoosePreferences extends Command<NotificationPreferences> {
  constructor(
    readonly accountId: string,
    readonly wanted: ChooseNotifications,
  ) {
    super();
  }
}

@CommandHandler(ChoosePreferences)
export class ChoosePreferencesHandler implements ICommandHandler<ChoosePreferences> {
  constructor(
    private readonly preferences: ChosenPreferences,
    private readonly settings: NotificationSettings,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ accountId, wanted }: ChoosePreferences): Promise<NotificationPreferences> {
    const { offeredChannels: channels, SUGANG_WEBHOOK_ALLOW_PRIVATE: privateWebhooks } = this.settings;
    const chosen = choosePreferences(wanted, { channels, privateWebhooks });
    await this.preferences.save(accountId, chosen);
    return shownTo(accountId, chosen, this.secrets);
  }
}
