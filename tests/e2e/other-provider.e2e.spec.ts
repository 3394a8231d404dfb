import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { eventually, tempDir, TestIssuer } from '#testing';
import { Client } from '../support/client.js';
import { Edges } from '../support/edges.js';
import { brokenInvariants } from '../support/invariants.js';

const dataDir = tempDir('other-provider');
const copies = tempDir('other-provider-changed');
const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
const lecture = {
  ...{ title: 'Algorithms 101', description: 'Sorting.', category: 'computer-science', capacity: 30 },
  fee: { amount: 49_000, currency: 'KRW' },
  sessions: [
    { startsAt: nextYear, endsAt: new Date(Date.parse(nextYear) + 7_200_000).toISOString(), place: 'Room 301' },
  ],
};

let issuer: TestIssuer;
let edges: Edges;
beforeAll(async () => {
  issuer = await TestIssuer.start('RS256');
  edges = await Edges.start({
    SUGANG_DATA_DIR: dataDir,
    OIDC_ISSUER: issuer.url,
    OIDC_ROLE_CLAIM: 'realm_access.roles',
    OIDC_ROLES: 'teacher=instructor,*=student',
  });
});
afterAll(async () => {
  await edges.stop();
  await issuer.stop();
});

const as = async (at: string, sub: string, name: string, ...roles: string[]): Promise<Client> => {
  const claims = { sub, name, email: `${sub}@example.org`, realm_access: { roles: ['offline_access', ...roles] } };
  return new Client(at, await issuer.tokenFor(claims), sub);
};

/** Events that identity published about a subject, without those of a resync. */
function reportOf(subject: string): string[] {
  const store = new Libsql(join(dataDir, 'identity.sqlite'), { readonly: true });
  const rows = store.prepare('SELECT body FROM outbox ORDER BY id').all() as { body: string }[];
  store.close();
  const events = rows.map(({ body }) => JSON.parse(body) as { subject: string; type: string; resync?: string });
  return events.filter((event) => event.subject === subject && event.resync === undefined).map(({ type }) => type);
}

describe.each(['gateway', 'embedded'] as const)('with an external identity provider, through the %s,', (edge) => {
  const at = (): string => edges[edge];

  it("a student registers and pays, and My Page and the roster show the student's name", async () => {
    const park = await as(at(), `${edge}-park`, 'Dr. Park', 'teacher');
    const opened = await park.post('/admin/lectures', lecture);
    expect(opened.status).toBe(201);
    const mina = await as(at(), `${edge}-mina`, 'Mina');
    await eventually(async () => expect((await mina.get(`/lectures/${opened.body.id}/availability`)).status).toBe(200));

    expect(await mina.register(opened.body.id)).toMatchObject({ status: 201, body: { status: 'CONFIRMED' } });

    const student = { id: mina.id, name: 'Mina', email: `${edge}-mina@example.org` };
    await eventually(async () => {
      const roster = await park.get(`/admin/lectures/${opened.body.id}/roster`);
      expect(roster.body.items).toMatchObject([{ student }]);
      expect((await mina.get('/mypage')).body.student).toEqual({ id: mina.id, name: 'Mina' });
    });
    expect((await mina.get('/auth/me')).body).toMatchObject({ ...student, role: 'student', locale: 'ko' });
    expect(reportOf(mina.id!)).toEqual(['sugang.account.signed-up.v1']);
  });

  it('local login does not exist and is not documented', async () => {
    const login = await new Client(at()).post('/auth/login', { email: 'mina@sugang.dev', password: 'sugang-demo' });
    expect(login).toMatchObject({ status: 404, body: { detail: expect.stringContaining(issuer.url) } });
    const { paths } = (await (await fetch(`${at()}/openapi.json`)).json()) as { paths: object };
    expect(paths).toHaveProperty(['/api/v1/auth/me']);
    expect(paths).not.toHaveProperty(['/api/v1/auth/login']);
  });

  it('a student cannot open a lecture', async () => {
    const mina = await as(at(), `${edge}-mina`, 'Mina');
    expect(await mina.post('/admin/lectures', lecture)).toMatchObject({ status: 403 });
  });
});

describe('a subject of an external identity provider', () => {
  it('is provisioned once, however many first requests arrive at once at either edge', async () => {
    const joons = await Promise.all(
      Array.from({ length: 20 }, (_, n) => as(n % 2 ? edges.gateway : edges.embedded, 'joon', 'Joon')),
    );
    const answers = await Promise.all(joons.map((joon, n) => joon.get(n % 4 ? '/registrations' : '/auth/me')));
    expect(answers.map(({ status }) => status)).toEqual(joons.map(() => 200));
    const sora = await as(edges.gateway, 'sora', 'Sora');
    await sora.get('/registrations');
    await eventually(() => expect(reportOf('sora')).toHaveLength(1));
    expect(reportOf('joon')).toEqual(['sugang.account.signed-up.v1']);
  });

  it('stays signed in when the provider rotates its keys', async () => {
    const before = await as(edges.gateway, 'hana', 'Hana');
    expect((await before.get('/registrations')).status).toBe(200);
    // Keys are reloaded at most once a second.
    const asked = performance.now();
    await eventually(() => expect(performance.now() - asked).toBeGreaterThan(1_000));
    await issuer.rotate('ES256');
    for (const at of [edges.gateway, edges.embedded]) {
      const crowd = await Promise.all(Array.from({ length: 10 }, () => as(at, 'hana', 'Hana')));
      const answers = await Promise.all([before, ...crowd].map((hana) => hana.get('/registrations')));
      expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200));
    }
  });

  it('is checked by the inspector, which reports a change without an event', async () => {
    await eventually(async () => expect(await brokenInvariants(dataDir)).toEqual([]), { within: 30_000 });
    const copy = join(copies, 'changed');
    cpSync(dataDir, copy, { recursive: true });
    const store = new Libsql(join(copy, 'identity.sqlite'));
    store.exec(`UPDATE subjects SET version = 2 WHERE id = 'sora'`);
    store.close();
    const report = JSON.stringify(await brokenInvariants(copy));
    expect(report).toContain('account sora is at version 2, and its last event is of sequence 1');
  });
});
