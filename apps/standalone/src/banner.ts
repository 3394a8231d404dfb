const ACCOUNTS = [
  ['admin@sugang.dev', 'admin'],
  ['park@sugang.dev', 'instructor, Dr. Park'],
  ['mina@sugang.dev', 'student'],
  ['joon@sugang.dev', 'student'],
];

interface Banner {
  url: string;
  forOperators: string;
  dataDir: string;
  demoPassword: string | undefined;
}

/** Printed when the system is ready. It shows passwords because the accounts are demo data. */
export function banner({ url, forOperators, dataDir, demoPassword }: Banner): string {
  const lines = [
    '',
    `Sugang (수강) is ready on ${url}`,
    '',
    `  API        ${url}/api/v1`,
    `  Reference  ${url}/docs   (OpenAPI 3.1: ${url}/openapi.json)`,
    `  Metrics    ${forOperators}/metrics`,
    `  Data       ${dataDir}   (npm start -- --reset deletes it)`,
  ];
  return [...lines, ...(demoPassword ? demo(url, demoPassword) : []), ''].join('\n');
}

function demo(url: string, password: string): string[] {
  return [
    '',
    `  Demo accounts, all with the password ${password}`,
    ...ACCOUNTS.map(([email, role]) => `    ${email!.padEnd(18)} ${role}`),
    '',
    '  Mina registers for Algorithms 101 and pays (paste into a shell):',
    '',
    ...curlToRegister(url, password),
  ];
}

/** Three lines for a POSIX shell. They read JSON with node, which is installed wherever this runs. */
export function curlToRegister(url: string, password: string): string[] {
  const pick = (path: string) => `node -p 'JSON.parse(fs.readFileSync(0)).${path}'`;
  const json = `-H 'Content-Type: application/json'`;
  return [
    `TOKEN=$(curl -s ${url}/api/v1/auth/login ${json} -d '{"email":"mina@sugang.dev","password":"${password}"}' | ${pick('accessToken')})`,
    `LECTURE=$(curl -s '${url}/api/v1/lectures?q=algorithms' | ${pick('items[0].id')})`,
    `curl -s ${url}/api/v1/registrations -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" ${json} -d '{"lectureId":"'$LECTURE'","payment":{"method":"card","token":"tok_ok"}}'`,
  ];
}
