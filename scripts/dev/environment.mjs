import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the processes are told: where the servers are, and secrets of this machine, kept so that a restart can read its data. */
export function devEnvironment(given, servers, names, say) {
  const dataDir = given.SUGANG_DATA_DIR ?? '.data-dev';
  mkdirSync(dataDir, { recursive: true });
  if (names.includes('mypage') && !given.VIEWS_URL) {
    say(`VIEWS_URL names no MongoDB: My Page keeps its views in SQLite under ${dataDir}`);
  }
  const { SUGANG_CLIENT_SECRET, ...kept } = secrets(dataDir);
  return {
    ...(!given.OIDC_ISSUER && ownAccounts(SUGANG_CLIENT_SECRET)),
    SUGANG_DATA_DIR: dataDir,
    SUGANG_ISSUER: 'http://localhost:8080',
    SUGANG_GATEWAYS: '127.0.0.1,::1',
    // Payment is asked over HTTP as soon as PAYMENT_URL=http://localhost:8082 is set, too.
    SUGANG_GRPC_PORT: '9082',
    SUGANG_CLIENT_ID: 'registration',
    SUGANG_CLIENT_SECRET,
    ...kept,
    ...given,
    ...servers,
  };
}

/** What identity is told, and of it, unless another provider keeps the accounts. */
const ownAccounts = (clientSecret) => ({
  SUGANG_DEMO: 'true',
  SUGANG_JWKS_URL: 'http://localhost:8086/.well-known/jwks.json',
  SUGANG_TOKEN_URL: 'http://localhost:8086/oauth/token',
  SUGANG_SERVICE_CLIENTS: `registration:${clientSecret}`,
});

/** Secrets for this machine only; each is made at the first start that needs it. */
function secrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const known = stored(file);
  const all = {
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
    SUGANG_CLIENT_SECRET: randomBytes(32).toString('base64url'),
    ...known,
  };
  if (Object.keys(known).length < Object.keys(all).length) writeFileSync(file, JSON.stringify(all), { mode: 0o600 });
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
