import type { FastifyInstance } from 'fastify';
import { asyncApiDocument } from '#contracts';
import { eventsPage } from './events-page.js';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Serves what the services tell each other: as AsyncAPI at `/asyncapi.json`, as a page without any script at `/docs/events`. */
export function serveEvents(fastify: FastifyInstance): void {
  let document: ReturnType<typeof asyncApiDocument> | undefined;
  const made = () => (document ??= asyncApiDocument());
  let page: string | undefined;
  fastify.get('/asyncapi.json', () => made());
  fastify.get('/docs/events.css', (_request, reply) =>
    reply.headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }).send(STYLE),
  );
  fastify.get('/docs/events', (_request, reply) =>
    reply
      .headers({ 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' })
      .type('text/html; charset=utf-8')
      .send((page ??= eventsPage(made()))),
  );
}

const STYLE = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1d2433; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-left: 3px solid #3b5bdb; padding-left: 1rem; margin: 1.5rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #dee2ea; vertical-align: top; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; background: #f1f3f8; }
pre { padding: 0.8rem; overflow-x: auto; }
a { color: #2f49b0; }
`;
