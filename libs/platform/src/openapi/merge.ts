import type { OpenAPIObject } from '@nestjs/swagger';
import { headOf } from './reference.js';

/**
 * One document for the edge: the paths, components and tags of all services.
 * @throws when two services mean different things by one component name
 */
export function mergeOpenApi(documents: OpenAPIObject[], title: string, description: string): OpenAPIObject {
  const head = headOf(title, description);
  const schemas = merged(documents.map((document) => document.components?.schemas ?? {}));
  const responses = merged(documents.map((document) => document.components?.responses ?? {}));
  const tags = merged(documents.map(({ tags = [] }) => Object.fromEntries(tags.map((tag) => [tag.name, tag]))));
  return {
    ...head,
    tags: Object.values(tags),
    paths: documents.reduce<OpenAPIObject['paths']>((all, { paths }) => joined(all, paths), {}),
    components: { ...head.components, responses, schemas },
  };
}

// Two services may answer different methods of one path.
function joined(all: OpenAPIObject['paths'], more: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const both = Object.entries(more).map(([path, operations]) => [path, { ...all[path], ...operations }] as const);
  return { ...all, ...Object.fromEntries(both) };
}

function merged<Part>(parts: Record<string, Part>[]): Record<string, Part> {
  const all: Record<string, Part> = {};
  for (const [name, part] of parts.flatMap((each) => Object.entries(each))) {
    if (all[name] && JSON.stringify(all[name]) !== JSON.stringify(part)) {
      throw new Error(`two services mean different things by ${name}`);
    }
    all[name] = part;
  }
  return all;
}
