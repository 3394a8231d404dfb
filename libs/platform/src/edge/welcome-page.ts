import type { FastifyInstance } from 'fastify';
import { serveDocument } from '../http/shared-documents.js';

export function serveWelcome(fastify: FastifyInstance): void {
  serveDocument(fastify, '/', {
    type: 'text/html; charset=utf-8',
    load: () => WELCOME,
    headers: { 'content-security-policy': "default-src 'none'; style-src 'self'" },
  });
}

const WELCOME = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sugang (수강)</title>
</head>
<body>
<main>
<h1>Sugang (수강)</h1>
<p>Course registration: choose a lecture, register, pay; open and cancel lectures; see everything on My Page.</p>
<ul>
<li><a href="/docs">API reference</a></li>
<li><a href="/openapi.json">OpenAPI 3.1 document</a></li>
<li><a href="/problems">Problems</a></li>
<li><a href="/docs/events">Events</a></li>
<li><a href="/asyncapi.json">AsyncAPI 3 document</a></li>
<li><a href="/api/v1/lectures">Open lectures (JSON)</a></li>
<li><a href="/health/ready">Health</a></li>
</ul>
</main>
</body>
</html>
`;
