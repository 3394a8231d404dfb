import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import fastify from 'fastify';
import { ApiProblems, Public, serveReference } from '#platform';
import { tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('openapi');
let identity: TestIdentity;
let notes: NotesService;

beforeAll(async () => {
  identity = await TestIdentity.create();
  notes = await startNotes(dir, { keys: identity.keys });
});
afterAll(() => notes.close());

describe('the OpenAPI document of a service', () => {
  it('describes requests, responses, problems and access', () => {
    const { post, get } = notes.openApi().paths['/api/v1/notes']!;
    expect(post).toMatchObject({
      operationId: 'notes.write',
      tags: ['Notes'],
      security: [{ bearer: [] }],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/WriteNote' } } },
      },
      parameters: [{ name: 'Idempotency-Key', in: 'header', required: false }],
    });
    expect(Object.keys(post!.responses)).toEqual([
      '201',
      '400',
      '401',
      '402',
      '403',
      '408',
      '409',
      '413',
      '415',
      '422',
      '429',
      '431',
      '500',
      '503',
    ]);
    expect(post!.responses['409']).toMatchObject({
      description: '`REQUEST_IN_PROGRESS`: Request in progress. `LECTURE_FULL`: Lecture full.',
      headers: { 'Retry-After': {}, 'Idempotency-Replayed': {} },
      content: {
        'application/problem+json': {
          schema: {
            allOf: [{}, { properties: { code: { 'x-extensible-enum': ['REQUEST_IN_PROGRESS', 'LECTURE_FULL'] } } }],
          },
          examples: { LECTURE_FULL: { $ref: '#/components/examples/LECTURE_FULL' } },
        },
      },
    });
    expect(post!.responses['201']).toMatchObject({ headers: { Location: { description: 'Where it is.' } } });
    expect(get!.security).toEqual([]);
    expect(get!.parameters).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        in: 'query',
        required: false,
        schema: expect.objectContaining({ default: 20 }),
      }),
    );
  });

  it('describes request headers, and PATCH bodies as merge patches', () => {
    const { patch } = notes.openApi().paths['/api/v1/notes/{id}']!;
    expect(patch!.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header', description: 'The ETag of the note to change.' }),
    );
    expect(patch!.requestBody).toMatchObject({ content: { 'application/merge-patch+json': {} } });
  });

  it('excludes operator routes', () => {
    expect(Object.keys(notes.openApi().paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
  });

  it('rejects a problem code that the catalog does not have', async () => {
    @Controller('typos')
    class Typos {
      @Get() @Public() @ApiProblems('LECTURE_FUL') find(): string {
        return '';
      }
    }
    const typos = await startNotes(dir, { keys: identity.keys }, {}, [Typos]);
    expect(() => typos.openApi()).toThrow('Typos.find: the problem catalog does not have the code LECTURE_FUL');
    await typos.close();
  });
});

describe('the reference page', () => {
  const get = (url: string) => notes.fastify.inject({ url });

  it('serves the document', async () => {
    const answer = await get('/openapi.json');
    expect([answer.statusCode, answer.json()]).toEqual([200, JSON.parse(JSON.stringify(notes.openApi()))]);
  });

  it('loads everything from the service and has no inline script', async () => {
    const page = await get('/docs');
    const referred = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
    expect(referred.length).toBeGreaterThan(3);
    for (const address of referred) {
      expect(address).toMatch(/^\/docs\//);
      expect((await get(address)).statusCode).toBe(200);
    }
    expect(page.body).not.toMatch(/<script>|<script(?![^>]* src=)| on\w+=/);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect((await get('/docs/start.js')).body).not.toMatch(/https?:/);
  });

  it('offers sign-in only with the configured accounts', async () => {
    const demo = fastify();
    serveReference(demo, () => notes.openApi(), [{ email: 'mina@sugang.dev', password: 'sugang-demo' }]);
    expect((await demo.inject({ url: '/docs/start.js' })).body).toContain('mina@sugang.dev');
    expect((await get('/docs/start.js')).body).not.toContain('Sign in');
    await demo.close();
  });
});
