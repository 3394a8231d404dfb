import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { servicePorts } from '#contracts';

/** The environment of the processes: addresses of the servers and secrets that are stored so that a restart can read its data. */
export function devEnvironment(given, servers, names, say) {
  const dataDir = given.SUGANG_DATA_DIR ?? '.data-dev';
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (names.includes('mypage') && !given.VIEWS_URL) {
    say(`VIEWS_URL is not set: My Page stores its views in SQLite under ${dataDir}`);
  }
  const { SUGANG_CLIENT_SECRET, ...kept } = secrets(dataDir);
  return {
    ...(!given.OIDC_ISSUER && ownAccounts(SUGANG_CLIENT_SECRET)),
    SUGANG_DATA_DIR: dataDir,
    SUGANG_ISSUER: `http://localhost:${servicePorts.gateway}`,
    SUGANG_GATEWAYS: '127.0.0.1,::1',
    // Registration calls payment over HTTP only if PAYMENT_URL is also set.
    SUGANG_GRPC_PORT: '9082',
    SUGANG_CLIENT_ID: 'registration',
    SUGANG_CLIENT_SECRET,
    ...kept,
    ...given,
    ...servers,
  };
}

/** Settings of and about identity, unless an external provider manages the accounts. */
const ownAccounts = (clientSecret) => ({
  SUGANG_DEMO: 'true',
  SUGANG_JWKS_URL: `http://localhost:${servicePorts.identity}/.well-known/jwks.json`,
  SUGANG_TOKEN_URL: `http://localhost:${servicePorts.identity}/oauth/token`,
  SUGANG_SERVICE_CLIENTS: `registration:${clientSecret}`,
});

/** Secrets of this machine, generated on first use. */
function secrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const known = stored(file);
  const all = {
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
    SUGANG_CLIENT_SECRET: randomBytes(32).toString('base64url'),
    ...known,
  };
  if (Object.keys(known).length < Object.keys(all).length) {
    writeFileSync(`${file}.draft`, JSON.stringify(all), { mode: 0o600, flush: true });
    renameSync(`${file}.draft`, file);
  }
  return all;
}

function stored(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return {};
  }
}
