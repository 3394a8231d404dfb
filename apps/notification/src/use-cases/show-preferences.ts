import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NotificationPreferences } from '#contracts';
import { defaultPreferences } from '../domain/preferences.js';
import { PreferenceChoices, shown, SiteOffer, WebhookSecrets } from './preference-choices.js';

export class ShowPreferences extends Query<NotificationPreferences> {
  constructor(readonly studentId: string) {
    super();
  }
}

@QueryHandler(ShowPreferences)
export class ShowPreferencesHandler implements IQueryHandler<ShowPreferences> {
  constructor(
    private readonly choices: PreferenceChoices,
    private readonly site: SiteOffer,
    private readonly secrets: WebhookSecrets,
  ) {}

  async execute({ studentId }: ShowPreferences): Promise<NotificationPreferences> {
    const chosen = await this.choices.find(studentId);
    return shown(studentId, chosen ?? defaultPreferences(this.site.offer), this.secrets);
  }
}
