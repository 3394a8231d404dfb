import { describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { LectureOffice } from './lecture-office.js';

describe('the API reference of lecture', () => {
  const office = LectureOffice.forTheseTests();
  const paths = () => office.service.service.openApi().paths;

  it('lints clean', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(office.service.service.openApi()), config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('documents each format of the roster as an operation, and both formats of a patch', () => {
    const typesOf = (path: string) =>
      Object.keys((paths()[path]!.get!.responses['200'] as { content: object }).content);
    expect(typesOf('/api/v1/admin/lectures/{id}/roster')).toEqual(['application/json']);
    expect(typesOf('/api/v1/admin/lectures/{id}/roster.csv')).toEqual(['text/csv']);
    const patch = paths()['/api/v1/admin/lectures/{id}']!.patch!;
    expect(Object.keys((patch.requestBody as { content: object }).content)).toEqual([
      'application/json',
      'application/merge-patch+json',
    ]);
  });

  it('documents every resource', () => {
    const routes = Object.entries(paths()).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(routes.toSorted()).toEqual([
      'GET /admin/events',
      'GET /admin/lectures',
      'GET /admin/lectures/{id}',
      'GET /admin/lectures/{id}/roster',
      'GET /admin/lectures/{id}/roster.csv',
      'GET /admin/lectures/{id}/roster/file',
      'GET /admin/services',
      'GET /lectures',
      'GET /lectures/facets',
      'GET /lectures/{id}',
      'PATCH /admin/lectures/{id}',
      'POST /admin/lectures',
      'POST /admin/lectures/{id}/announcements',
      'POST /admin/lectures/{id}/cancel',
      'POST /admin/lectures/{id}/roster/links',
    ]);
  });
});
