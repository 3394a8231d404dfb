import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const script: string = '../../scripts/openapi/lint.mjs';
const { findings } = (await import(script)) as { findings: (document: object) => Promise<string[]> };

const REGISTER = '/api/v1/registrations';

/** One path and what it refers to, for which the linters need a second. `npm run docs:check` lints the whole document. */
function onePath() {
  const { components, ...document } = JSON.parse(readFileSync('docs/openapi/current.json', 'utf8'));
  const kept = { ...document, paths: { [REGISTER]: document.paths[REGISTER] }, components: {} as any };
  const isUsed = ([name]: [string, unknown]) => JSON.stringify(kept).includes(`{"${name}":[]}`);
  kept.components.securitySchemes = Object.fromEntries(Object.entries(components.securitySchemes).filter(isUsed));
  for (let before = 0, all = refsIn(kept); all.length > before; all = refsIn(kept)) {
    before = all.length;
    for (const [, kind, name] of all) (kept.components[kind!] ??= {})[name!] = components[kind!][name!];
  }
  return kept;
}
const refsIn = (part: object) => [...JSON.stringify(part).matchAll(/#\/components\/(\w+)\/([^"]+)"/g)];
const after = (change: (document: any) => void): Promise<string[]> => {
  const document = onePath();
  change(document);
  return findings(document);
};

describe('the linters of the API document', () => {
  it('find nothing in it', async () => {
    expect(await after(() => undefined)).toEqual([]);
  });

  const faults: [string, (document: any) => void, string][] = [
    [
      'an operation without a description',
      ({ paths }) => delete paths[REGISTER].post.description,
      'operation-description',
    ],
    ['an operation without a summary', ({ paths }) => delete paths[REGISTER].post.summary, 'operation-summary'],
    [
      'a field without a description',
      ({ components: { schemas } }) => delete schemas.Registration.properties.holdExpiresAt.description,
      'property-description',
    ],
    [
      'a parameter without a description',
      ({ paths }) => delete paths[REGISTER].get.parameters[0].description,
      'oas3-parameter-description',
    ],
    ['an operation without 429', ({ paths }) => delete paths[REGISTER].get.responses['429'], 'rate-limited'],
    [
      'an example that contradicts its schema',
      ({ components: { examples } }) => (examples.LECTURE_FULL.value.status = 'full'),
      'no-invalid-media-type-examples',
    ],
    [
      'an example of a field that contradicts its schema',
      ({ components: { schemas } }) => (schemas.Registration.properties.id.example = 7),
      'no-invalid-schema-examples',
    ],
    [
      'a default that contradicts its schema',
      ({ paths }) => {
        const { parameters } = paths[REGISTER].get;
        parameters.find(({ schema }: any) => schema.default !== undefined).schema.default = 'many';
      },
      'valid-default',
    ],
    [
      'an unknown security scheme',
      ({ paths }) => (paths[REGISTER].get.security = [{ undefinedScheme: [] }]),
      'security-defined',
    ],
  ];
  let found: string;
  beforeAll(async () => {
    // All faults at once: each run takes a second.
    found = (await after((document) => faults.forEach(([, change]) => change(document)))).join('\n');
  });

  it.each(faults)('find %s', (_, __, rule) => {
    expect(found).toContain(rule);
  });
});
