import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { mergeOpenApi } from './merge.js';
import { headOf } from './reference.js';

const document = (path: string, method: string, schemas: object, tag: string): OpenAPIObject => ({
  ...headOf('Part', 'A part.'),
  tags: [{ name: tag, description: tag }],
  paths: { [path]: { [method]: { operationId: `${tag}.${method}`, responses: {} } } },
  components: { schemas: schemas as never },
});

const merge = (...documents: OpenAPIObject[]) => mergeOpenApi(documents, 'Sugang', 'Course registration.');

describe('the document of the edge', () => {
  it('has the paths, components and tags of all services', () => {
    const all = merge(
      document('/lectures', 'get', { Fee: { type: 'object' }, Lecture: {} }, 'lectures'),
      document('/registrations', 'post', { Fee: { type: 'object' } }, 'registrations'),
    );
    expect(Object.keys(all.paths)).toEqual(['/lectures', '/registrations']);
    expect(Object.keys(all.components!.schemas!)).toEqual(['Fee', 'Lecture']);
    expect(all.tags!.map(({ name }) => name)).toEqual(['lectures', 'registrations']);
    expect(all.components!.securitySchemes).toHaveProperty('bearer');
  });

  it('keeps both methods where two services share a path', () => {
    const all = merge(document('/lectures', 'get', {}, 'a'), document('/lectures', 'post', {}, 'b'));
    expect(Object.keys(all.paths['/lectures']!)).toEqual(['get', 'post']);
  });

  it('is refused where two services mean different things by one name', () => {
    const one = document('/a', 'get', { Fee: { type: 'object' } }, 'a');
    const other = document('/b', 'get', { Fee: { type: 'string' } }, 'b');
    expect(() => merge(one, other)).toThrow('two services mean different things by Fee');
  });
});
