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
  return {
    SUGANG_DEMO: 'true',
    SUGANG_DATA_DIR: dataDir,
    SUGANG_ISSUER: 'http://localhost:8080',
    SUGANG_JWKS_URL: 'http://localhost:8086/.well-known/jwks.json',
    ...secrets(dataDir),
    ...given,
    ...servers,
  };
}

/** Secrets for this machine only; made at the first start. */
function secrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const made = {
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
  };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
