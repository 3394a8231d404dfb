import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { NotificationChannel } from '#contracts';
import { affected, Database, insertNew } from '#persistence';
import { defaultPreferences, type Preferences } from '../domain/preferences.js';
import { ChosenPreferences } from '../ports/chosen-preferences.js';
import { PreferenceRow } from './notification-store.js';

@Injectable()
export class TypeormChosenPreferences extends ChosenPreferences {
  constructor(private readonly database: Database) {
    super();
  }

  async find(accountId: string): Promise<Preferences | undefined> {
    return (await this.database.reader.findOneBy(PreferenceRow, { accountId })) ?? undefined;
  }

  save(accountId: string, { channels, phone, webhookUrl }: Preferences): Promise<void> {
    const row = { accountId, channels: [...channels], phone, webhookUrl };
    return this.database.transaction(async ({ manager }) => {
      if (affected(await manager.update(PreferenceRow, { accountId }, row)) > 0) return;
      await insertNew(manager, PreferenceRow, row, `preferences of ${accountId}`);
    });
  }
}

export async function preferencesOf(
  manager: EntityManager,
  accountIds: readonly string[],
  offered: readonly NotificationChannel[],
): Promise<(accountId: string) => Preferences> {
  const rows = await manager.findBy(PreferenceRow, { accountId: In([...new Set(accountIds)]) });
  const chosen = new Map(rows.map((row) => [row.accountId, row]));
  const defaults = defaultPreferences(offered);
  return (accountId) => chosen.get(accountId) ?? defaults;
}
