import { beforeAll, describe, expect, it } from '@jest/globals';
import { validStructure } from './valid-structure.js';
import { violationsIn, type Tree, type Violation } from './cruise.js';

/** One violation per rule: the file and its import. */
const breaks: [rule: string, file: string, imports: string][] = [
  ['domain-is-pure', 'apps/registration/src/domain/stores-itself.ts', 'typeorm'],
  ['domain-is-pure', 'apps/registration/src/domain/knows-nest.ts', '@nestjs/common'],
  ['domain-is-pure', 'apps/registration/src/domain/reads-files.ts', 'node:fs'],
  ['domain-is-pure', 'apps/registration/src/domain/logs.ts', '#platform'],
  ['domain-is-pure', 'apps/registration/src/domain/calls-a-use-case.ts', '../use-cases/register.js'],
  ['invariants-are-pure', 'apps/inspector/src/invariants/looks-itself.ts', 'mysql2'],
  ['invariants-are-pure', 'apps/inspector/src/invariants/reads.ts', '../reading/rows.js'],
  [
    'use-cases-see-domain-and-ports',
    'apps/registration/src/use-cases/stores.ts',
    '../persistence/typeorm-registrations.js',
  ],
  ['use-cases-know-no-technology', 'apps/registration/src/use-cases/queries.ts', 'typeorm'],
  ['use-cases-know-no-technology', 'apps/registration/src/ports/queries.ts', 'typeorm'],
  ['ports-see-domain-only', 'apps/registration/src/ports/calls-a-use-case.ts', '../use-cases/register.js'],
  ['only-outbound-adapters-see-the-store-library', 'apps/registration/src/ports/opens.ts', '#persistence'],
  ['only-outbound-adapters-see-the-store-library', 'apps/lecture/src/jobs.ts', '#persistence'],
  ['only-outbound-adapters-see-the-store-library', 'apps/registration/src/use-cases/opens.ts', '#persistence'],
  ['inbound-never-touches-outbound', 'apps/registration/src/http/stores.ts', '../persistence/typeorm-registrations.js'],
  ['inbound-never-touches-outbound', 'apps/registration/src/policies/pays.ts', '../payment/rpc-payment-gateway.js'],
  ['inbound-calls-no-port', 'apps/registration/src/http/short-cut.ts', '../ports/payment-gateway.js'],
  ['inbound-calls-no-port', 'apps/registration/src/jobs.ts', './ports/payment-gateway.js'],
  ['inbound-never-touches-outbound', 'apps/payment/src/jobs.ts', './provider/simulated-provider.js'],
  ['inbound-never-touches-outbound', 'apps/payment/src/policies.ts', './provider/simulated-provider.js'],
  ['outbound-never-touches-inbound', 'apps/registration/src/persistence/reacts.ts', '../policies.js'],
  [
    'outbound-never-touches-inbound',
    'apps/registration/src/persistence/asks.ts',
    '../http/registrations.controller.js',
  ],
  [
    'nothing-reaches-up-to-the-composition-root',
    'apps/registration/src/http/reaches-up.ts',
    '../registration.module.js',
  ],
  ['apps-are-islands', 'apps/registration/src/payment/short-cut.ts', '../../../payment/src/domain/charge.js'],
  ['standalone-composes-root-modules-only', 'apps/standalone/src/nosy.ts', '../../payment/src/domain/charge.js'],
  ['libs-know-no-app', 'libs/platform/src/favourite.ts', '../../../apps/payment/src/domain/charge.js'],
  ['contracts-import-only-the-schema-library', 'libs/contracts/src/heavy.ts', 'typeorm'],
  ['contracts-import-only-the-schema-library', 'libs/contracts/src/hashes.ts', 'node:crypto'],
  ['client-stands-alone', 'libs/client/src/cosy.ts', '#contracts'],
  ['services-do-not-speak-as-clients', 'apps/payment/src/provider/calls-itself.ts', '#client'],
  ['contracts-stands-on-its-layer', 'libs/contracts/src/upward.ts', '#persistence'],
  ['persistence-stands-on-its-layer', 'libs/persistence/src/upward.ts', '#platform'],
  ['platform-stands-on-its-layer', 'libs/platform/src/upward.ts', '#messaging'],
  ['resilience-stands-on-its-layer', 'libs/resilience/src/sideward.ts', '#messaging'],
  ['messaging-stands-on-its-layer', 'libs/messaging/src/sideward.ts', '#resilience'],
  ['libs-are-entered-by-their-index', 'apps/payment/src/domain/deep.ts', '../../../../libs/contracts/src/values.js'],
  ['testing-stays-in-tests', 'apps/payment/src/provider/pretends.ts', '#testing'],
  ['pages-speak-as-clients', 'apps/web/src/stores.ts', '#platform'],
  ['no-cycles', 'apps/payment/src/domain/chicken.ts', './egg.js'],
  ['no-test-tools-in-production', 'apps/payment/src/provider/draws-lots.ts', 'fast-check'],
  ['no-unknown-packages', 'apps/payment/src/provider/options.ts', './not-there.js'],
  ['no-unlisted-packages', 'apps/payment/src/provider/borrows.ts', 'semver'],
];

const brokenHouse: Tree = {
  ...validStructure,
  ...Object.fromEntries(breaks.map(([, file, imports]) => [file, `import '${imports}';`])),
  'apps/payment/src/domain/egg.ts': `import './chicken.js';`,
  'apps/payment/src/domain/forgotten.ts': `export const forgotten = 1;`,
};

describe('the architecture rules', () => {
  let found: Violation[];
  beforeAll(async () => {
    found = await violationsIn(brokenHouse);
  }, 60_000);

  it('accept a valid structure', async () => {
    expect(await violationsIn(validStructure)).toEqual([]);
  });

  it.each(breaks)('%s catches %s importing %s', (rule, from) => {
    expect(found).toContainEqual(expect.objectContaining({ rule, from }));
  });

  it('no-orphans catches a forgotten file', () => {
    expect(found).toContainEqual(
      expect.objectContaining({ rule: 'no-orphans', from: 'apps/payment/src/domain/forgotten.ts' }),
    );
  });

  it('each have a test that shows them failing', async () => {
    const file: string = '../../.dependency-cruiser.mjs';
    const { default: config } = (await import(file)) as { default: { forbidden: { name: string; comment: string }[] } };
    const proven = new Set([...breaks.map(([rule]) => rule), 'no-orphans']);
    expect(config.forbidden.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
    expect(config.forbidden.filter(({ comment }) => comment.length < 40)).toEqual([]);
  });
});
