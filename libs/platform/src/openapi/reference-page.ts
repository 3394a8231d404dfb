import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { serveDocument } from '../http/shared-documents.js';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const assets = {
  'swagger-ui.css': { type: 'text/css; charset=utf-8' },
  'swagger-ui-bundle.js': { type: 'text/javascript; charset=utf-8' },
  'favicon-32x32.png': { type: 'image/png', compressed: true },
};
const assetsDirectory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** A public account of the demo data, with which the page can sign in. */
export interface DemoAccount {
  email: string;
  password: string;
}

/** Serves the document at `/openapi.json` and Swagger UI at `/docs`, without any external resource. */
export function serveReference(
  fastify: FastifyInstance,
  document: () => OpenAPIObject | Promise<OpenAPIObject>,
  demo?: readonly DemoAccount[],
): void {
  serveDocument(fastify, '/openapi.json', {
    type: 'application/json; charset=utf-8',
    load: async () => JSON.stringify(await document()),
  });
  serveDocument(fastify, '/docs', {
    type: 'text/html; charset=utf-8',
    load: () => PAGE,
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' },
  });
  serveDocument(fastify, '/docs/start.js', {
    type: 'text/javascript; charset=utf-8',
    load: () => (demo ? `${START}${signInWith(demo)}` : START),
  });
  for (const [name, asset] of Object.entries(assets)) {
    serveDocument(fastify, `/docs/${name}`, {
      ...asset,
      load: () => readFile(join(assetsDirectory, name)),
      headers: { 'cache-control': 'public, max-age=3600' },
    });
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sugang: API reference</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
<style>
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
#sign-in { box-sizing: border-box; display: flex; flex-wrap: wrap; gap: 8px; max-width: 1460px; margin: 0 auto; padding: 20px 20px 0; }
#sign-in:empty { display: none; }
#sign-in button { padding: 6px 14px; border: 1px solid #4990e2; border-radius: 4px; background: #fff; color: #2468b4; font: inherit; cursor: pointer; }
#sign-in button:hover { background: #edf4fc; }
#sign-in button[aria-pressed="true"] { background: #2468b4; color: #fff; }
</style>
</head>
<body>
<div id="sign-in" role="group" aria-label="Sign in with a demo account"></div>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `const ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  requestInterceptor: (request) => Object.assign(request, { userFetch: fetchBriefly }),
  onComplete: () => globalThis.offerDemoAccounts?.(),
});

// A stream has no end, so the page shows its first three seconds.
async function fetchBriefly(url, request) {
  const response = await fetch(url, request);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  setTimeout(() => reader.cancel(), 3000);
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  return new Response(text, response);
}
`;

const signInWith = (accounts: readonly DemoAccount[]): string => `
function offerDemoAccounts() {
  const group = document.getElementById('sign-in');
  for (const account of ${JSON.stringify(accounts)}) {
    const button = document.createElement('button');
    button.textContent = 'Sign in as ' + account.email;
    button.onclick = async () => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch('/api/v1/auth/login', { method: 'POST', headers, body: JSON.stringify(account) });
      const { accessToken, detail } = await response.json();
      if (!accessToken) return void (button.textContent = detail);
      ui.preauthorizeApiKey('bearer', accessToken);
      for (const each of group.children) {
        each.ariaPressed = String(each === button);
        each.textContent = each.textContent.replace('Signed in', 'Sign in');
      }
      button.textContent = 'Signed in as ' + account.email;
    };
    group.append(button);
  }
}
`;
