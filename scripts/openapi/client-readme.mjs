import { readFileSync } from 'node:fs';
import { cell } from '../generated/page.mjs';
import { clientFunctions } from './client-sources.mjs';

/** The README of the package @sugang/client: its snippets are files that are compiled and run by tests. */
export const clientReadme = (document, command) => `# @sugang/client

<!-- Written by \`${command}\` from scripts/openapi/client-readme.mjs, examples/snippets and the OpenAPI document. -->

The Sugang API for browsers and Node 20.19 or newer: one typed function per operation, without dependencies, under 8 kB gzipped; a bundler
keeps only what you import. \`npm pack\` in this folder builds the package.

## Node

${snippet('node.ts')}

## Browser

If the page has another origin than the API, the server needs that origin in \`SUGANG_CORS_ORIGINS\`. With \`session: 'cookie'\` no script can
read the refresh token. All tabs share the session, and one of them renews it.

${snippet('browser.ts')}

## Streams

\`followMyPage\` above continues by itself. This is the same with \`EventSource\`, and the free seats of a lecture. A browser opens at most six
HTTP/1.1 connections per origin for all tabs, and each stream takes one: serve Sugang over HTTP/2.

${snippet('streams.ts')}

## React

${snippet('react.tsx')}

A complete app: [examples/react-app](../../examples/react-app/README.md).

## What it does for you

- **Errors**: a \`SugangError\` has \`status\` (0 without a response), \`code\`, \`errors\`, \`retryAfter\` and \`correlationId\`, also for empty and
  HTML responses.
- **Retries** after a lost connection, 429, 502, 503 or 504, with \`Retry-After\` and jitter, where a repetition has no second effect: a POST
  has an \`Idempotency-Key\`, which its retries share. To continue after a restart, pass your own \`idempotencyKey\`.
- **Tokens** go only to the API's origin and to operations that need one. A 401 renews the token and repeats the request once. A session with a
  token outlives the page with the option \`storage\`, such as \`localStorage\`; \`token\` supplies tokens of another identity provider.
- **Streams** continue after the last event on a new connection, until you leave the loop or abort \`signal\`.
- **Options** of each call: \`signal\`, \`headers\`, \`idempotencyKey\`, \`ifMatch\`, and \`onResponse\` for headers such as \`ETag\` and \`Location\`.
- **Enumerations**, such as \`RegistrationStatus\`, are open: handle values that you do not know.

## Functions

Beside these: \`createSugang\`, \`logIn\`, \`logOut\`, \`restoreSession\`, \`paginate\` and \`waitForRegistration\`.

| function | operation | purpose |
| -------- | --------- | ------- |
${clientFunctions(document).map(row).join('\n')}
`;

const snippet = (name) =>
  `\`\`\`${name.split('.').at(-1)}\n${readFileSync(`examples/snippets/${name}`, 'utf8').trim()}\n\`\`\``;

const row = ({ name, method, path, operation }) =>
  `| \`${name}\` | \`${method.toUpperCase()} ${path.replace('/api/v1', '')}\` | ${cell(operation.summary ?? '')} |`;
