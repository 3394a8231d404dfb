import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { headOf } from '../openapi/reference.js';
import { edgeDocument } from './edge-document.js';

const part = (...paths: string[]): OpenAPIObject => ({
  ...headOf('Part', 'A part.'),
  paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: {} } }])),
});

describe('the document of the one entrance', () => {
  it('has what is routed to each service, and nothing that stays inside the network', () => {
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
