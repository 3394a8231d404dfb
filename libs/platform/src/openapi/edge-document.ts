import type { OpenAPIObject } from '@nestjs/swagger';
import { serviceOf, type ServiceName } from '#contracts';
import { headOf } from './reference.js';

const DESCRIPTION = 'Course registration: lectures, registrations, payments and My Page, behind one address.';

/** The public paths of each service. @throws Error if two services define one component name differently */
export function edgeDocument(parts: ReadonlyMap<ServiceName, OpenAPIObject>): OpenAPIObject {
  const routed = [...parts].map(([service, document]) => ({
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).filter(([path]) => serviceOf(path) === service)),
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
