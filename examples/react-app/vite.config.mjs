import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // In your own app this is the package from npm.
  resolve: { alias: { '@sugang/client': fileURLToPath(new URL('../../libs/client/src/index.ts', import.meta.url)) } },
});
