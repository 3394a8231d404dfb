import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { servicePorts } from '#contracts';

/** The description of readiness in a README: a sentence or a table row. */
const meaningOf = (readme: string): string | undefined =>
  /^(?:\*\*Ready\*\* means .+|\| ready +\| when .+)$/m.exec(readme)?.[0];

describe('the meaning of readiness', () => {
  it.each(Object.keys(servicePorts))('is documented in the README of %s', (service) => {
    expect(meaningOf(readFileSync(`apps/${service}/README.md`, 'utf8'))).toBeDefined();
  });

  it('is reported when it is missing (negative control)', () => {
    expect(meaningOf('# payment\n\nWe are ready for anything.\n')).toBeUndefined();
  });
});
