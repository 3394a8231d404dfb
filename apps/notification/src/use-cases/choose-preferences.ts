import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChooseNotifications, NotificationPreferences } from '#contracts';
import { choosePreferences } from '../domain/preferences.js';
import { StudentPreferences, WebhookSecrets } from '../ports/student-preferences.js';
import { NotificationSettings } from '../settings.js';
import { shownTo } from './show-preferences.js';

export class ChoosePreferences extends Command<NotificationPreferences> {
  constructor(
    readonly studentId: string,
    readonly wanted: ChooseNotifications,
  ) {
    super();
  }
}

@CommandHandler(ChoosePreferences)
export class ChoosePreferencesHandler implements ICommandHandler<ChoosePreferences> {
  constructor(
    private readonly preferences: StudentPreferences,
    private readonly settings: NotificationSettings,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ studentId, wanted }: ChoosePreferences): Promise<NotificationPreferences> {
    const { offeredChannels: channels, SUGANG_WEBHOOK_ALLOW_PRIVATE: privateWebhooks } = this.settings;
    const chosen = choosePreferences(wanted, { channels, privateWebhooks });
    await this.preferences.save(studentId, chosen);
    return shownTo(studentId, chosen, this.secrets);
  }
}
