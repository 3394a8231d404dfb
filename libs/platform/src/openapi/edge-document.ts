import type { OpenAPIObject } from '@nestjs/swagger';
import { isAnsweredByAll, serviceOf, type ServiceName } from '#contracts';
import { headOf } from './reference.js';

const DESCRIPTION = `Course registration: lectures, registrations, payments and My Page, behind one address.

## Getting started

1. Sign in: \`POST /api/v1/auth/login\`. Send the \`accessToken\` as \`Authorization: Bearer …\`; it is valid for 15 minutes.
2. Find a lecture: \`GET /api/v1/lectures\`.
3. Register and pay: \`POST /api/v1/registrations\` with an \`Idempotency-Key\`, a new UUID for each intention. Use it again when you retry: you register and pay only once.
4. On 202 the payment has no outcome yet: read the registration at \`Location\` until its status changes.
5. Show the student's registrations: \`GET /api/v1/mypage\`, and follow them with \`GET /api/v1/mypage/stream\`.

## Rules of all operations

- **Errors** are problem documents (RFC 9457) in English or Korean, as \`Accept-Language\` prefers. Decide by \`code\`, or by the status if you do not know the code; show \`detail\`.
- **Enumerations in responses are open** (\`x-extensible-enum\`): treat a value that is not listed as none of the listed ones. Responses may gain fields.
- **Lists** have \`items\` and \`next\`: send \`next\` as \`cursor\` to read on, until it is null.
- **429 and 503** state in \`Retry-After\` how many seconds to wait.
- **Times** are RFC 3339 in UTC with milliseconds; **money** is in integer minor units.
`;

/** The public paths of each service. @throws Error if two services define one component name differently */
export function edgeDocument(parts: ReadonlyMap<ServiceName, OpenAPIObject>): OpenAPIObject {
  const routed = [...parts].map(([service, document]) => ({
    ...document,
    paths: Object.fromEntries(
      Object.entries(document.paths).filter(([path]) => serviceOf(path) === service || isAnsweredByAll(path)),
    ),
  }));
  return mergeOpenApi(routed, 'Sugang', DESCRIPTION);
}

export function mergeOpenApi(documents: OpenAPIObject[], title: string, description: string): OpenAPIObject {
  const head = headOf(title, description);
  const components = (kind: 'schemas' | 'responses' | 'headers' | 'examples') =>
    merged<object>(documents.map((document) => document.components?.[kind] ?? {})) as never;
  const tags = merged(documents.map(({ tags = [] }) => Object.fromEntries(tags.map((tag) => [tag.name, tag]))));
  return {
    ...head,
    tags: Object.values(tags).toSorted((one, other) => one.name.localeCompare(other.name)),
    paths: documents.reduce<OpenAPIObject['paths']>((all, { paths }) => mergedPaths(all, paths), {}),
    components: {
      ...head.components,
      headers: components('headers'),
      examples: components('examples'),
      responses: components('responses'),
      schemas: components('schemas'),
    },
  };
}

// Two services may serve different methods of one path.
function mergedPaths(all: OpenAPIObject['paths'], more: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const both = Object.entries(more).map(([path, operations]) => [path, { ...all[path], ...operations }] as const);
  return { ...all, ...Object.fromEntries(both) };
}

function merged<Part>(parts: Record<string, Part>[]): Record<string, Part> {
  const all: Record<string, Part> = {};
  for (const [name, part] of parts.flatMap((each) => Object.entries(each))) {
    if (all[name] && JSON.stringify(all[name]) !== JSON.stringify(part)) {
      throw new Error(`two services define ${name} differently`);
    }
    all[name] = part;
  }
  return all;
}
