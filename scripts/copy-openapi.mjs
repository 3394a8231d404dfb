// Part of the build: copies the complete OpenAPI documents to where the gateway and the embedded mode read them.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

for (const name of ['current', 'external-provider'])
  cpSync(at(`docs/openapi/${name}.json`), at(`dist/docs/openapi/${name}.json`));
