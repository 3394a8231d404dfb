// What `helm test` asks of a running system, through its gateway. With SIGN_UP=true a new student looks at their own pages.
const { SUGANG_URL, SIGN_UP, OIDC_ISSUER } = process.env;
const api = '/api/v1';

async function ask(method, path, wanted, { token, body } = {}) {
  const response = await fetch(`${SUGANG_URL}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (response.status !== wanted) throw new Error(`${method} ${path}: ${response.status}, not ${wanted}: ${text}`);
  console.log(`${method} ${path}: ${wanted}`);
  return text.startsWith('{') ? JSON.parse(text) : undefined;
}

await ask('GET', '/health/ready', 200);
await ask('GET', '/.well-known/jwks.json', OIDC_ISSUER ? 404 : 200);
await ask('GET', `${api}/lectures`, 200);
await ask('GET', `${api}/mypage`, 401);

if (SIGN_UP === 'true') {
  const email = `smoke-${Date.now()}@sugang.dev`;
  const password = `smoke ${crypto.randomUUID()}`;
  await ask('POST', `${api}/auth/sign-up`, 201, { body: { email, password, name: 'Smoke test' } });
  const { accessToken: token } = await ask('POST', `${api}/auth/login`, 200, { body: { email, password } });
  for (const path of ['/registrations', '/payments', '/mypage']) await ask('GET', api + path, 200, { token });
}
