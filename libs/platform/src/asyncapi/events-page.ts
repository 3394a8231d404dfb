import { asyncApiDocument, type AsyncApiDocument } from '#contracts';
import type { FastifyInstance } from 'fastify';
import { serveDocument } from '../http/shared-documents.js';
import { fieldsOf, nameOf, type Schema } from './schema-fields.js';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function serveEvents(fastify: FastifyInstance): void {
  serveDocument(fastify, '/asyncapi.json', {
    type: 'application/json; charset=utf-8',
    load: () => JSON.stringify(asyncApiDocument()),
  });
  serveDocument(fastify, '/docs/events.css', {
    type: 'text/css; charset=utf-8',
    load: () => STYLE,
    headers: { 'cache-control': 'public, max-age=3600' },
  });
  serveDocument(fastify, '/docs/events', {
    type: 'text/html; charset=utf-8',
    load: () => eventsPage(asyncApiDocument()),
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' },
  });
}

interface Message {
  title?: string;
  summary: string;
  payload: Schema;
  examples?: { payload: unknown }[];
}
interface Channel {
  address: string | null;
  description?: string;
  messages: Record<string, unknown>;
}
interface Operation {
  channel: { $ref: string };
  tags: { name: string }[];
}

export function eventsPage(document: AsyncApiDocument): string {
  const schemas = document.components.schemas as Record<string, Schema>;
  const operations = Object.values(document.operations) as unknown as Operation[];
  const publishers = [...new Set(operations.map(({ tags }) => tags[0]!.name))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title}</title>
        <link rel="stylesheet" href="/docs/events.css" />
      </head>
      <body>
        <main>
          <h1>${document.info.title}</h1>
          ${document.info.description.split('\n\n').map((paragraph) => html`<p>${paragraph.replaceAll('`', '')}</p> `)}
          <p><a href="/asyncapi.json">AsyncAPI ${document.asyncapi} document</a> · <a href="/docs">HTTP API</a></p>
          ${publishers.map(
            (publisher) =>
              html`<h2>Published by ${publisher}</h2>
                ${operations
                  .filter(({ tags }) => tags[0]!.name === publisher)
                  .map(({ channel }) => channelSection(nameOf(channel.$ref), document))}`,
          )}
          <h2>Payloads</h2>
          ${Object.entries(schemas).map(
            ([name, schema]) =>
              html`<h3 id="${name}">${name}</h3>
                ${fieldTable(schema, schemas)}`,
          )}
        </main>
      </body>
    </html> `.text;
}

function channelSection(name: string, document: AsyncApiDocument): Html {
  const channel = document.channels[name] as unknown as Channel;
  const names = Object.keys(channel.messages);
  const [only] = names;
  const message = document.components.messages[only!] as unknown as Message;
  const payload = message.payload.allOf?.at(-1)?.properties?.data ?? message.payload;
  return html`<section id="${name}">
    <h3>${name}</h3>
    <p>${channel.description ?? message.summary}</p>
    <p><code>${channel.address}</code>${names.length > 1 ? '' : payloadLink(payload)}</p>
    ${(message.examples ?? []).slice(0, names.length > 1 ? 0 : 1).map(
      ({ payload }) =>
        html`<details>
          <summary>Example</summary>
          <pre>${JSON.stringify(payload, null, 2)}</pre>
        </details> `,
    )}
  </section> `;
}

function payloadLink({ $ref, properties = {} }: Schema): Html {
  if ($ref === undefined) return html` with ${Object.keys(properties).join(', ')}`;
  return html` carries <a href="#${nameOf($ref)}">${nameOf($ref)}</a>`;
}

function fieldTable(schema: Schema, schemas: Record<string, Schema>): Html {
  const either = schema.oneOf ?? schema.anyOf;
  if (either) return html`${either.map((each) => fieldTable(each, schemas))}`;
  return html`<table>
    <thead>
      <tr>
        <th>field</th>
        <th>type</th>
      </tr>
    </thead>
    <tbody>
      ${fieldsOf(schema).map(
        ({ name, type, isOptional }) =>
          html`<tr>
            <td><code>${name}</code>${isOptional ? ' (optional)' : ''}</td>
            <td>${linked(type, schemas)}</td>
          </tr> `,
      )}
    </tbody>
  </table> `;
}

const linked = (type: string, schemas: Record<string, Schema>): Html[] =>
  type
    .split(/(\w+)/)
    .map((word) => (Object.hasOwn(schemas, word) ? html`<a href="#${word}">${word}</a>` : html`${word}`));

class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | null | undefined | Html | Value[];

/** HTML from a template. Values are escaped, unless they are HTML already; arrays are joined. */
function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((all, text, n) => `${all}${textOf(values[n - 1])}${text}`));
}

function textOf(value: Value): string {
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value instanceof Html) return value.text;
  return String(value ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
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
