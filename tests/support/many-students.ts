import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { resolve } from 'node:path';
import { Client } from './client.js';
import { RunningSystem, type StartOptions } from './running-system.js';

/** A system that also trusts the test's own key, which saves a thousand password hashes for a thousand students. */
export async function systemOfManyStudents({ env = {}, faults }: Pick<StartOptions, 'env' | 'faults'> = {}) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = 'students-of-the-test';
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] };
  const system = await RunningSystem.start({
    entry: resolve(import.meta.dirname, 'with-test-keys.mjs'),
    env: { TEST_JWKS: JSON.stringify(jwks), ...env },
    faults,
  });
  const student = async (id: string): Promise<Client> => {
    const token = await new SignJWT({ role: 'student', name: id })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer('http://localhost:8080')
      .setAudience('sugang')
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(privateKey);
    return new Client(system.url, token, id);
  };
  return { system, student, jwks };
}
