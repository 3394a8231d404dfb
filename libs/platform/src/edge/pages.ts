import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import assets from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pages } from '#contracts';
import { serveDocument } from '../http/shared-documents.js';

/** The build writes this directory; running from source uses it too. */
const built = fileURLToPath(
  new URL('../../../../dist/apps/web/', import.meta.url).href.replace('/dist/dist/', '/dist/'),
);

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const FOREVER = 'public, max-age=31536000, immutable';

/** Serves the pages of apps/web: one document for each address, and the assets that it loads. */
export function servePages(fastify: FastifyInstance): void {
  for (const path of pages) {
    serveDocument(fastify, path, {
      type: 'text/html; charset=utf-8',
      load: () => readFile(`${built}index.html`),
      headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
    });
  }
  void fastify.register(assets, {
    root: built,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.{br,gz}'],
    preCompressed: true,
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? FOREVER : 'no-cache');
    },
  });
}
