// Lints docs/openapi/current.json and external-provider.json with Spectral (spectral:oas and the rules below) and Redocly.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import functions from '@stoplight/spectral-functions';
import rulesets from '@stoplight/spectral-rulesets';

const described = (given, message) => ({
  given,
  message,
  severity: 'error',
  then: { field: 'description', function: functions.truthy },
});

const ruleset = {
  extends: [[rulesets.oas, 'all']],
  rules: {
    // There is no mailbox for questions about the API.
    'contact-properties': 'off',
    // Redocly validates the examples in a twentieth of the time; it does not validate defaults.
    'oas3-valid-media-example': 'off',
    'oas3-valid-schema-example': 'off',
    'valid-default': {
      given: "$..[?(@property !== 'properties' && @ && @.default !== void 0 && @.type)]",
      message: '{{error}}',
      severity: 'error',
      resolved: false,
      then: rulesets.oas.rules['oas3-valid-schema-example'].then,
    },
    'property-description': described('$.components.schemas..properties[*]', 'every property needs .describe(…)'),
    'schema-description': described('$.components.schemas[*]', 'every schema with an id needs a description'),
    'header-description': described('$.paths[*][*].responses[*].headers[*]', 'every header needs a description'),
    'rate-limited': {
      given: '$.paths[*][*].responses',
      message: 'every operation can be refused with 429',
      severity: 'error',
      then: { field: '429', function: functions.truthy },
    },
  },
};

/** What the linters find in an OpenAPI document, one line each. */
export async function findings(document) {
  const source = JSON.stringify(document);
  const linter = new spectral.Spectral();
  linter.setRuleset(ruleset);
  const rules = { 'no-invalid-schema-examples': 'error', 'no-invalid-parameter-examples': 'error' };
  const config = await createConfig({ extends: ['recommended'], rules });
  const [ofSpectral, ofRedocly] = await Promise.all([linter.run(source), lintFromString({ source, config })]);
  return [
    ...ofSpectral.map(({ code, message, path }) => `${code}: ${message} at ${path.join('/')}`),
    ...ofRedocly.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of ['current', 'external-provider']) {
    const found = await findings(JSON.parse(readFileSync(`docs/openapi/${name}.json`, 'utf8')));
    for (const finding of found) console.error(`docs/openapi/${name}.json: ${finding}`);
    if (found.length > 0) process.exitCode = 1;
  }
  if (!process.exitCode) console.log('docs/openapi: Spectral and Redocly found nothing');
}
