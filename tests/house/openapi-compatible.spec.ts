import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const script: string = '../../scripts/openapi/breaking-changes.mjs';
const { breakingChanges } = (await import(script)) as { breakingChanges: (released: any, current: any) => string[] };

const released = () => JSON.parse(readFileSync('docs/openapi/released.json', 'utf8'));
const after = (change: (document: any) => void): string[] => {
  const document = released();
  change(document);
  return breakingChanges(released(), document);
};
const REGISTER = '/api/v1/registrations';

describe('the current API', () => {
  it('breaks no client of the released API', () => {
    expect(breakingChanges(released(), JSON.parse(readFileSync('docs/openapi/current.json', 'utf8')))).toEqual([]);
  });
});

describe('a breaking change', () => {
  it.each<[string, (document: any) => void, string[]]>([
    [
      'by a path that was removed',
      ({ paths }) => delete paths['/api/v1/payments/{id}'],
      ['GET /api/v1/payments/{id}: was removed'],
    ],
    ['by an operation that was removed', ({ paths }) => delete paths[REGISTER].get, [`GET ${REGISTER}: was removed`]],
    [
      'by an answer that was removed',
      ({ paths }) => delete paths[REGISTER].post.responses['202'],
      [`POST ${REGISTER}: response 202 was removed`],
    ],
    [
      'by a field that is not answered any more',
      ({ components: { schemas } }) => {
        delete schemas.Availability.properties.held;
        schemas.Availability.required = schemas.Availability.required.filter((name: string) => name !== 'held');
      },
      ['GET /api/v1/lectures/{id}/availability: response 200: /held was removed'],
    ],
    [
      'by a field that may be absent from now on',
      ({ components: { schemas } }) =>
        (schemas.Availability.required = schemas.Availability.required.filter((name: string) => name !== 'held')),
      ['GET /api/v1/lectures/{id}/availability: response 200: /held may be absent now and not as released'],
    ],
    [
      'by a value that the released API does not have',
      ({ components: { schemas } }) => (schemas.Tokens.properties.tokenType.const = 'DPoP'),
      ['POST /api/v1/auth/login: response 200: /tokenType may be "DPoP" now and not as released'],
    ],
    [
      'by null where there was a value',
      ({ components: { schemas } }) => (schemas.Availability.properties.held.type = ['integer', 'null']),
      ['GET /api/v1/lectures/{id}/availability: response 200: /held may be null now and not as released'],
    ],
    [
      'by a field that must be sent from now on',
      ({ components: { schemas } }) => schemas.Register.required.push('payment'),
      [`POST ${REGISTER}: body: /payment may be absent as released and not now`],
    ],
    [
      'by a field that is refused from now on',
      ({ components: { schemas } }) => delete schemas.Register.properties.payment,
      [`POST ${REGISTER}: body: /payment was removed`],
    ],
    [
      'by a value that is refused from now on',
      ({ components: { schemas } }) => (schemas.ChangeAccount.properties.locale.enum = ['ko']),
      ['PATCH /api/v1/auth/me: body: /locale may be "en" as released and not now'],
    ],
    [
      'by another type of a field',
      ({ components: { schemas } }) => (schemas.ChangeAccount.properties.name = { type: 'array', items: {} }),
      ['PATCH /api/v1/auth/me: body: /name may be string as released and not now'],
    ],
    [
      'by a shorter field',
      ({ components: { schemas } }) => (schemas.ChangeAccount.properties.name.maxLength = 50),
      ['PATCH /api/v1/auth/me: body: /name has maxLength 50 now and 80 as released'],
    ],
    [
      'by a parameter that is gone, or required from now on',
      ({ paths }) => {
        const { get } = paths['/api/v1/payments'];
        get.parameters = [
          ...get.parameters.filter(({ name }: any) => name !== 'cursor'),
          { name: 'year', in: 'query', required: true, schema: { type: 'integer' } },
        ];
      },
      [
        'GET /api/v1/payments: query parameter cursor was removed',
        'GET /api/v1/payments: query parameter year is required now',
      ],
    ],
    [
      'by a media type that was removed',
      ({ paths }) =>
        delete paths['/api/v1/admin/lectures/{id}/roster'].get.responses['200'].content['application/json'],
      ['GET /api/v1/admin/lectures/{id}/roster: response 200: application/json was removed'],
    ],
    [
      'by a token that is needed from now on',
      ({ paths }) => (paths['/api/v1/auth/login'].post.security = [{ bearer: [] }]),
      ['POST /api/v1/auth/login: requires a token now'],
    ],
  ])('%s', (_, change, faults) => {
    expect(after(change)).toEqual(expect.arrayContaining(faults));
  });
});

describe('a compatible change', () => {
  it('is any addition: operations, response fields, optional fields and parameters, accepted values', () => {
    const changes = after(({ paths, components: { schemas } }) => {
      paths['/api/v1/waiting-list'] = { get: { responses: {} } };
      schemas.Registration.properties.note = { type: 'string' };
      schemas.Register.properties.note = { type: 'string' };
      schemas.ChangeAccount.properties.locale.enum.push('ja');
      schemas.ChangeAccount.properties.name.maxLength = 200;
      paths[REGISTER].get.parameters.push({ name: 'year', in: 'query', required: false, schema: { type: 'integer' } });
    });
    expect(changes).toEqual([]);
  });

  it('is a new value of an open enumeration, and a new code of a problem', () => {
    const changes = after(({ paths, components: { schemas } }) => {
      schemas.LectureStatus['x-extensible-enum'].push('POSTPONED');
      const { schema } = paths[REGISTER].post.responses['409'].content['application/problem+json'];
      schema.allOf[1].properties.code['x-extensible-enum'].push('TIME_CONFLICT');
    });
    expect(changes).toEqual([]);
  });

  it('is a changed description', () => {
    expect(after((document) => (document.info.description = 'Other words.'))).toEqual([]);
  });
});

it('the comparison rejects unsupported schema keywords', () => {
  expect(() => after(({ components: { schemas } }) => (schemas.Account.not = { type: 'null' }))).toThrow(
    'does not support the keyword not',
  );
});
