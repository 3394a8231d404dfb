import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { servicePorts } from '#contracts';

/** What a README says of being ready: a sentence about it, or its line of the table. */
const meaningOf = (readme: string): string | undefined =>
  /^(?:\*\*Ready\*\* means .+|\| ready +\| when .+)$/m.exec(readme)?.[0];

describe('what ready means', () => {
  it.each(Object.keys(servicePorts))('is written in the README of %s', (service) => {
    expect(meaningOf(readFileSync(`apps/${service}/README.md`, 'utf8'))).toBeDefined();
  });

  it('would be missed (the test can see it)', () => {
    expect(meaningOf('# payment\n\nWe are ready for anything.\n')).toBeUndefined();
  });
});
