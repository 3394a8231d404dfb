import type { AsyncApiDocument } from '#contracts';
import { fieldsOf, nameOf, type Schema } from './described-fields.js';
import { html, type Html } from './html.js';

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

/** The page that shows an AsyncAPI document of ours: who tells what, by which routing key, and what it carries. */
export function eventsPage(document: AsyncApiDocument): string {
  const schemas = document.components.schemas as Record<string, Schema>;
  const told = Object.values(document.operations) as unknown as Operation[];
  const publishers = [...new Set(told.map(({ tags }) => tags[0]!.name))];
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
              html`<h2>Told by ${publisher}</h2>
                ${told
                  .filter(({ tags }) => tags[0]!.name === publisher)
                  .map(({ channel }) => channelSection(nameOf(channel.$ref), document))}`,
          )}
          <h2>What they carry</h2>
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
  const carried = message.payload.allOf?.at(-1)?.properties?.data ?? message.payload;
  return html`<section id="${name}">
    <h3>${name}</h3>
    <p>${channel.description ?? message.summary}</p>
    <p><code>${channel.address}</code>${names.length > 1 ? '' : carries(carried)}</p>
    ${(message.examples ?? []).slice(0, names.length > 1 ? 0 : 1).map(
      ({ payload }) =>
        html`<details>
          <summary>Example</summary>
          <pre>${JSON.stringify(payload, null, 2)}</pre>
        </details> `,
    )}
  </section> `;
}

function carries({ $ref, properties = {} }: Schema): Html {
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
        <th>takes</th>
      </tr>
    </thead>
    <tbody>
      ${fieldsOf(schema).map(
        ({ name, takes, isOptional }) =>
          html`<tr>
            <td><code>${name}</code>${isOptional ? ' (may be absent)' : ''}</td>
            <td>${linked(takes, schemas)}</td>
          </tr> `,
      )}
    </tbody>
  </table> `;
}

const linked = (takes: string, schemas: Record<string, Schema>): Html[] =>
  takes
    .split(/(\w+)/)
    .map((word) => (Object.hasOwn(schemas, word) ? html`<a href="#${word}">${word}</a>` : html`${word}`));
