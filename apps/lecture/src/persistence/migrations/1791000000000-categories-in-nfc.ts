import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 500;

/** Earlier releases stored categories as they were sent. The filter compares composed characters (NFC), which is how they are stored now. */
export class CategoriesInNfc1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (let after = ''; ;) {
      const rows = (await runner.query(`SELECT id, category FROM lecture WHERE id > ? ORDER BY id LIMIT ${BATCH}`, [
        after,
      ])) as { id: string; category: string }[];
      for (const { id, category } of rows) {
        const composed = category.normalize('NFC');
        if (composed !== category) await runner.query('UPDATE lecture SET category = ? WHERE id = ?', [composed, id]);
      }
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
    }
  }

  async down(): Promise<void> {}
}
