import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { edgeDocument, mergeOpenApi } from './edge-document.js';
import { headOf } from './reference.js';

const part = (...paths: string[]): OpenAPIObject => ({
  ...headOf('Part', 'A part.'),
  paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: {} } }])),
});

describe('edgeDocument', () => {
  it('contains the paths that are routed to each service, and no internal ones', () => {
    const document = edgeDocument(
      new Map([
        ['payment', part('/api/v1/payments/{id}', '/internal/payments')],
        ['registration', part('/api/v1/lectures/{id}/availability', '/api/v1/lectures')],
        ['lecture', part('/api/v1/lectures/{id}')],
      ]),
    );
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1/payments/{id}',
      '/api/v1/lectures/{id}/availability',
      '/api/v1/lectures/{id}',
    ]);
    expect(document.info.title).toBe('Sugang');
  });
});

const document = (path: string, method: string, schemas: object, tag: string): OpenAPIObject => ({
  ...headOf('Part', 'A part.'),
  tags: [{ name: tag, description: tag }],
  paths: { [path]: { [method]: { operationId: `${tag}.${method}`, responses: {} } } },
  components: { schemas: schemas as never },
});

const merge = (...documents: OpenAPIObject[]) => mergeOpenApi(documents, 'Sugang', 'Course registration.');

describe('mergeOpenApi', () => {
  it('combines the paths, components and tags of all services', () => {
    const all = merge(
      document('/lectures', 'get', { Fee: { type: 'object' }, Lecture: {} }, 'lectures'),
      document('/registrations', 'post', { Fee: { type: 'object' } }, 'registrations'),
    );
    expect(Object.keys(all.paths)).toEqual(['/lectures', '/registrations']);
    expect(Object.keys(all.components!.schemas!)).toEqual(['Fee', 'Lecture']);
    expect(all.tags!.map(({ name }) => name)).toEqual(['lectures', 'registrations']);
    expect(all.components!.securitySchemes).toHaveProperty('bearer');
  });

  it('keeps both methods if two services share a path', () => {
    const all = merge(document('/lectures', 'get', {}, 'a'), document('/lectures', 'post', {}, 'b'));
    expect(Object.keys(all.paths['/lectures']!)).toEqual(['get', 'post']);
  });

  it('rejects two different components with the same name', () => {
    const one = document('/a', 'get', { Fee: { type: 'object' } }, 'a');
    const other = document('/b', 'get', { Fee: { type: 'string' } }, 'b');
    expect(() => merge(one, other)).toThrow('two services define Fee differently');
  });
});
