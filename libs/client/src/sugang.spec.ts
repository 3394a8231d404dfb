import { describe, expect, it } from '@jest/globals';
import { sugangClient, type Schemas } from '#client';

const lectureId = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';

describe('a client of Sugang', () => {
  let asked: Request;
  const answering = (status: number, body: unknown, type = 'application/json') => {
    return async (request: Request) => {
      asked = request;
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
    };
  };

  it('sends requests to its address with its token, and returns documented responses', async () => {
    const fetch = answering(200, { items: [], next: null });
    const mina = sugangClient({ url: 'http://sugang.example/', token: async () => 'a-token', fetch });
    const { data } = await mina.GET('/api/v1/registrations', { params: { query: { status: 'CONFIRMED', limit: 5 } } });
    expect(asked.url).toBe('http://sugang.example/api/v1/registrations?status=CONFIRMED&limit=5');
    expect(asked.headers.get('authorization')).toBe('Bearer a-token');
    expect(data?.items satisfies Schemas['Registration'][] | undefined).toEqual([]);
  });

  it('sends requests without a token when there is none, and returns the problem document', async () => {
    const fetch = answering(409, { code: 'LECTURE_FULL' }, 'application/problem+json');
    const { data, error, response } = await sugangClient({ url: 'http://sugang.example', fetch }).POST(
      '/api/v1/registrations',
      { params: { header: { 'Idempotency-Key': 'my-first' } }, body: { lectureId } },
    );
    expect(asked.headers.get('authorization')).toBeNull();
    expect(asked.headers.get('idempotency-key')).toBe('my-first');
    expect([data, error?.code, response.status]).toEqual([undefined, 'LECTURE_FULL', 409]);
  });

  it('rejects unknown paths at compile time', async () => {
    const fetch = answering(404, {});
    const stranger = sugangClient({ url: 'http://sugang.example', fetch });
    // @ts-expect-error -- the path does not exist
    await stranger.GET('/api/v1/moonshine');
    // @ts-expect-error -- lectureId is required
    await stranger.POST('/api/v1/registrations', { params: { header: { 'Idempotency-Key': 'k' } }, body: {} });
    // @ts-expect-error -- Idempotency-Key is required
    await stranger.POST('/api/v1/registrations', { body: { lectureId } });
  });
});
