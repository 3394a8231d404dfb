// Part of the build: copies what the built code reads beside itself, such as payment.proto, to the same place below dist.
import { cpSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const path of readdirSync(join(root, 'apps'), { recursive: true })) {
  if (path.endsWith('.proto')) cpSync(join(root, 'apps', path), join(root, 'dist/apps', path));
}
