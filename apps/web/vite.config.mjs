import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const lib = (name) => fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));
const SERVER = process.env.SUGANG_URL ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  // By alias: the condition `source` of package.json would also pick the sources of packages that have one.
  resolve: { alias: { '#client': lib('client'), '#contracts': lib('contracts') } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of the contracts only what a page imports: their modules have no effects.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /libs\/(client|contracts)\/|src\/messages\//, sideEffects: false }] },
    },
  },
  // `npx vite apps/web` beside a running server.
  server: { proxy: { '/api': SERVER, '/.well-known': SERVER } },
});
