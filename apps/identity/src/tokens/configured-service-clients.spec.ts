import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfiguredServiceClients, serviceClients } from './configured-service-clients.js';

const secret = 'a-secret-of-registration-of-40-characters';
const digest = createHash('sha256').update(secret).digest('hex');
const clientsOf = (setting: string) => new ConfiguredServiceClients(serviceClients.parse(setting));

describe('ConfiguredServiceClients', () => {
  it.each([
    `registration:${secret}`,
    `registration:sha256:${digest}`,
    `other:${'x'.repeat(32)}, registration:${secret}`,
  ])('recognizes a client by its secret, which may be configured as a digest', (setting) => {
    const clients = clientsOf(setting);
    expect(clients.recognize('registration', secret)).toBe(true);
    expect(clients.recognize('registration', `${secret}.`)).toBe(false);
    expect(clients.recognize('registration', '')).toBe(false);
    expect(clients.recognize('lecture', secret)).toBe(false);
  });

  it('does not accept the digest as a secret', () => {
    expect(clientsOf(`registration:sha256:${digest}`).recognize('registration', digest)).toBe(false);
  });

  it.each([
    'registration',
    'registration:short',
    ':' + secret,
    `registration:${secret},`,
    `a b:${secret}`,
    'registration:sha256:12',
  ])('rejects a malformed setting without repeating a secret (%#)', (setting) => {
    const read = serviceClients.safeParse(setting);
    expect(read.success).toBe(false);
    expect(read.error?.message).not.toContain(secret);
  });

  it('recognizes either of two secrets of one client, so that one can replace the other', () => {
    const clients = clientsOf(`registration:sha256:${digest},registration:${secret}2`);

    expect([secret, `${secret}2`, `${secret}3`].map((each) => clients.recognize('registration', each))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('rejects three secrets for one client', () => {
    const setting = [1, 2, 3].map((n) => `registration:${secret}${n}`).join();

    expect(() => clientsOf(setting)).toThrow('names registration more than twice');
  });
});
