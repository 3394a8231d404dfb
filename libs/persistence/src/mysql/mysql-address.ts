import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';

/** As in MySQL's own clients. PREFERRED is the default: encrypted if the server can, without checking its certificate. */
const SSL_MODES = ['DISABLED', 'PREFERRED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'] as const;
export type SslMode = (typeof SSL_MODES)[number];

const FILES = ['ssl-ca', 'ssl-cert', 'ssl-key'] as const;
const PARAMETERS = ['ssl-mode', ...FILES];

export interface MysqlTls {
  ca?: string;
  cert?: string;
  key?: string;
  rejectUnauthorized: boolean;
  verifyIdentity: boolean;
}

export interface MysqlAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  schema: string;
  sslMode: SslMode;
  tls: MysqlTls | undefined;
}

/** @param url `mysql://` or `mariadb://`; its certificate files are read. @throws Error with what is wrong, without the address */
export function mysqlAddressOf(url: string): MysqlAddress {
  const [fault] = mysqlAddressFaults(url);
  if (fault !== undefined) throw new Error(`The address of the database ${fault}`);
  const parsed = new URL(url);
  const sslMode = sslModeOf(parsed);
  return {
    host: hostOf(parsed),
    port: Number(parsed.port || 3306),
    user: decodeURIComponent(parsed.username) || 'root',
    password: decodeURIComponent(parsed.password),
    schema: decodeURIComponent(parsed.pathname.slice(1)),
    sslMode,
    tls: sslMode === 'DISABLED' ? undefined : tlsOf(parsed, sslMode),
  };
}

/** What is wrong with the parameters of an address, each as the end of a sentence; empty for every other scheme. */
export function mysqlAddressFaults(url: string): string[] {
  if (!/^(mysql|mariadb):/.test(url) || !URL.canParse(url)) return [];
  const parsed = new URL(url);
  const { searchParams } = parsed;
  const mode = sslModeOf(parsed);
  const given = (name: string) => searchParams.get(name) !== null;
  return [
    ...[...searchParams.keys()]
      .filter((name) => !PARAMETERS.includes(name))
      .map((name) => `has the unknown parameter ${name}; known parameters: ${PARAMETERS.join(', ')}`),
    ...(SSL_MODES.includes(mode) ? [] : [`has an unknown ssl-mode; use one of ${SSL_MODES.join(', ')}`]),
    ...FILES.filter((name) => given(name) && !existsSync(searchParams.get(name)!)).map(
      (name) => `names a file in ${name} that does not exist`,
    ),
    ...(given('ssl-cert') === given('ssl-key') ? [] : ['needs both ssl-cert and ssl-key for a client certificate']),
    ...(mode === 'VERIFY_IDENTITY' && isIP(hostOf(parsed))
      ? ['needs a host name instead of an IP address for ssl-mode=VERIFY_IDENTITY']
      : []),
  ];
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost';

const sslModeOf = ({ searchParams }: URL): SslMode =>
  (searchParams.get('ssl-mode')?.toUpperCase().replace('-', '_') ?? 'PREFERRED') as SslMode;

function tlsOf({ searchParams }: URL, mode: SslMode): MysqlTls {
  const read = (name: string) => {
    const path = searchParams.get(name);
    return path === null ? {} : { [name.slice('ssl-'.length)]: readFileSync(path, 'utf8') };
  };
  return {
    ...read('ssl-ca'),
    ...read('ssl-cert'),
    ...read('ssl-key'),
    rejectUnauthorized: mode.startsWith('VERIFY'),
    verifyIdentity: mode === 'VERIFY_IDENTITY',
  };
}
