import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What the previous release cannot survive while both run: something dropped, renamed or narrowed, or a new column that it does not fill.
 * A migration of a later release may do it once no running version needs it, with a comment `contracts: <since which release it is unused>`.
 */
const CONTRACTING = [
  /\bDROP\s+(TABLE|COLUMN)\b/i,
  /\bRENAME\b/i,
  /\b(MODIFY|CHANGE)\s+(COLUMN\s+)?\w/i,
  /\bALTER\s+COLUMN\b/i,
  /\bADD\s+(CONSTRAINT|CHECK|UNIQUE|FOREIGN)\b/i,
  /\bADD\s+(COLUMN\s+)?\w+\s[^`'",]*NOT NULL(?![^`'"]*DEFAULT)/i,
  /\baddColumn\([^)]*NOT NULL(?![^)]*DEFAULT)/i,
  /\.(dropTable|dropColumn|renameTable|renameColumn|changeColumn)\(/,
];

/** The statements of a migration's `up` that are not marked. */
function contractions(source: string): string[] {
  const up = /async up\([^]*?(?=async down\(|$)/.exec(source)?.[0] ?? '';
  if (/contracts: \S/.test(up)) return [];
  return up.split('\n').filter((line) => CONTRACTING.some((pattern) => pattern.test(line)));
}

const migrations = execFileSync('git', ['grep', '-l', 'implements MigrationInterface', '--', 'apps', 'libs'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => !/\.spec\.ts$|\/test\//.test(path));

describe('migrations', () => {
  it('exist for every service with a schema', () => {
    expect(migrations.length).toBeGreaterThan(7);
  });

  it.each(migrations)('of %s only add, so that the previous release still works with the new schema', (path) => {
    expect(contractions(readFileSync(path, 'utf8'))).toEqual([]);
  });

  it.each([
    'ALTER TABLE registration DROP COLUMN live_slot',
    'DROP TABLE seat_ledger',
    'ALTER TABLE payments RENAME COLUMN amount TO total',
    'ALTER TABLE payments MODIFY status varchar(4) NOT NULL',
    'ALTER TABLE payments ADD COLUMN currency char(3) NOT NULL',
    'ALTER TABLE payments ADD CONSTRAINT positive CHECK (amount > 0)',
  ])('are reported with %s in "up" and accepted in "down" or with a mark (negative control)', (statement) => {
    const migration = (up: string, down = '') => `async up(runner) {\n${up}\n}\n\n  async down(runner) {\n${down}\n}`;
    const query = `await runner.query('${statement}');`;
    expect(contractions(migration(query))).toEqual([query]);
    expect(contractions(migration('', query))).toEqual([]);
    expect(contractions(migration(`// contracts: unused since 1.4\n${query}`))).toEqual([]);
    expect(contractions(migration("await runner.query('ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0')"))).toEqual(
      [],
    );
  });
});
