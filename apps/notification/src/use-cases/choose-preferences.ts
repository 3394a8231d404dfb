import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChooseNotifications, NotificationPreferences } from '#contracts';
import { choose } from '../domain/preferences.js';
import { PreferenceChoices, shown, SiteOffer, WebhookSecrets } from './preference-choices.js';

/** @throws INVALID_REQUEST for what this site does not offer */
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
    private readonly choices: PreferenceChoices,
    private readonly site: SiteOffer,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ studentId, wanted }: ChoosePreferences): Promise<NotificationPreferences> {
    const preferences = choose(wanted, this.site.offer);
    await this.choices.keep(studentId, preferences);
    return shown(studentId, preferences, this.secrets);
  }
}
