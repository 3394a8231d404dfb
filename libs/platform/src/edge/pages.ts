import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import assets from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pages } from '#contracts';
import { serveDocument } from '../http/shared-documents.js';
import type { CoreSettings } from '../settings/core-settings.js';

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

/** Serves the pages of apps/web: one document for each address, and the assets that it loads. With an external identity provider, the document names it. */
export function servePages(fastify: FastifyInstance, { OIDC_ISSUER: issuer }: Pick<CoreSettings, 'OIDC_ISSUER'>): void {
  for (const path of pages) {
    serveDocument(fastify, path, {
      type: 'text/html; charset=utf-8',
      load: async () => withIssuer(await readFile(`${built}index.html`, 'utf8'), issuer),
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

function withIssuer(html: string, issuer: string | undefined): string {
  if (issuer === undefined) return html;
  const escaped = issuer.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return html.replace('</head>', () => `<meta name="sugang-issuer" content="${escaped}" /></head>`);
}
