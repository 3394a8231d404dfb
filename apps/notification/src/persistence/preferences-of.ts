import { In, type EntityManager } from 'typeorm';
import { defaultPreferences, type Offer, type Preferences } from '../domain/preferences.js';
import { PreferenceRow } from './copies.row.js';

/** How each of several students wants to be told; what they have not chosen is the default. */
export async function preferencesOf(
  manager: EntityManager,
  studentIds: readonly string[],
  offer: Offer,
): Promise<(studentId: string) => Preferences> {
  const rows = await manager.findBy(PreferenceRow, { studentId: In([...new Set(studentIds)]) });
  const chosen = new Map(rows.map((row) => [row.studentId, row]));
  const otherwise = defaultPreferences(offer);
  return (studentId) => chosen.get(studentId) ?? otherwise;
}
