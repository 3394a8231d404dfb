import { Injectable } from '@nestjs/common';
import { affected, Database, insertNew } from '#persistence';
import type { Preferences } from '../domain/preferences.js';
import { PreferenceChoices } from '../use-cases/preference-choices.js';
import { PreferenceRow } from './copies.row.js';

@Injectable()
export class TypeormPreferenceChoices extends PreferenceChoices {
  constructor(private readonly database: Database) {
    super();
  }

  async find(studentId: string): Promise<Preferences | undefined> {
    return (await this.database.reader.findOneBy(PreferenceRow, { studentId })) ?? undefined;
  }

  keep(studentId: string, { channels, phone, webhookUrl }: Preferences): Promise<void> {
    const row = { studentId, channels: [...channels], phone, webhookUrl };
    return this.database.transaction(async ({ manager }) => {
      if (affected(await manager.update(PreferenceRow, { studentId }, row)) > 0) return;
      await insertNew(manager, PreferenceRow, row, `preferences of ${studentId}`);
    });
  }
}
