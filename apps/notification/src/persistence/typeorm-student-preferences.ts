import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { NotificationChannel } from '#contracts';
import { affected, Database, insertNew } from '#persistence';
import { defaultPreferences, type Preferences } from '../domain/preferences.js';
import { StudentPreferences } from '../ports/student-preferences.js';
import { PreferenceRow } from './notification-store.js';

@Injectable()
export class TypeormStudentPreferences extends StudentPreferences {
  constructor(private readonly database: Database) {
    super();
  }

  async find(studentId: string): Promise<Preferences | undefined> {
    return (await this.database.reader.findOneBy(PreferenceRow, { studentId })) ?? undefined;
  }

  save(studentId: string, { channels, phone, webhookUrl }: Preferences): Promise<void> {
    const row = { studentId, channels: [...channels], phone, webhookUrl };
    return this.database.transaction(async ({ manager }) => {
      if (affected(await manager.update(PreferenceRow, { studentId }, row)) > 0) return;
      await insertNew(manager, PreferenceRow, row, `preferences of ${studentId}`);
    });
  }
}

export async function preferencesOf(
  manager: EntityManager,
  studentIds: readonly string[],
  offered: readonly NotificationChannel[],
): Promise<(studentId: string) => Preferences> {
  const rows = await manager.findBy(PreferenceRow, { studentId: In([...new Set(studentIds)]) });
  const chosen = new Map(rows.map((row) => [row.studentId, row]));
  const defaults = defaultPreferences(offered);
  return (studentId) => chosen.get(studentId) ?? defaults;
}
