import { describe, expect, it } from '@jest/globals';
import { mysqlAddressFaults, mysqlAddressOf } from './mysql-address.js';

const at = (parameters: string, host = 'db') => `mysql://registration:p%40ss@${host}:3307/campus?${parameters}`;

describe('the address of a MySQL server', () => {
  it('has host, port, user, password, schema and the mode of encryption', () => {
    expect(mysqlAddressOf(at('ssl-mode=REQUIRED'))).toEqual({
      host: 'db',
      port: 3307,
      user: 'registration',
      password: 'p@ss',
      schema: 'campus',
      sslMode: 'REQUIRED',
      tls: { rejectUnauthorized: false, verifyIdentity: false },
    });
  });

  it('is encrypted where the server can, unless a mode is given', () => {
    expect(mysqlAddressOf('mysql://db')).toMatchObject({ port: 3306, user: 'root', sslMode: 'PREFERRED' });
    expect(mysqlAddressOf(at('ssl-mode=disabled')).tls).toBeUndefined();
    expect(mysqlAddressOf(at('ssl-mode=verify-ca')).tls).toMatchObject({ rejectUnauthorized: true });
    expect(mysqlAddressOf(at('ssl-mode=VERIFY_IDENTITY')).tls).toMatchObject({ verifyIdentity: true });
  });

  it.each([
    ['sslmode=REQUIRED', 'has the unknown parameter sslmode; known parameters: ssl-mode, ssl-ca, ssl-cert, ssl-key'],
    ['ssl={}', 'has the unknown parameter ssl; known parameters: ssl-mode, ssl-ca, ssl-cert, ssl-key'],
    ['ssl-mode=yes', 'has an unknown ssl-mode; use one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY'],
    ['ssl-ca=/no/such.pem', 'names a file in ssl-ca that does not exist'],
    ['ssl-key=/dev/null', 'needs both ssl-cert and ssl-key for a client certificate'],
  ])('is rejected with %s', (parameters, fault) => {
    expect(mysqlAddressFaults(at(parameters))).toEqual([fault]);
    expect(() => mysqlAddressOf(at(parameters))).toThrow(fault);
  });

  it('needs a host name to verify the identity of the server', () => {
    for (const host of ['10.0.0.1', '[fd00::1]'])
      expect(mysqlAddressFaults(at('ssl-mode=VERIFY_IDENTITY', host))).toEqual([expect.stringContaining('host name')]);
  });

  it('is not judged when it is of SQLite', () => {
    expect(mysqlAddressFaults('sqlite:')).toEqual([]);
  });
});
