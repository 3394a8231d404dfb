import { describe, it } from '@jest/globals';

/** The environment variables in which `npm test` passes the servers that it found or started. */
const variables = {
  mysql: 'SUGANG_TEST_DATABASE_URL',
  rabbitmq: 'SUGANG_TEST_BROKER_URL',
  redis: 'SUGANG_TEST_LIMITS_URL',
  mongodb: 'VIEWS_URL',
} as const;

export type TestServer = keyof typeof variables;

/** Address of a test server, or undefined if there is none; `VIEWS_URL` can also be an address that is not a server. */
export function serverUrl(server: TestServer): string | undefined {
  const url = process.env[variables[server]];
  return !url || url.startsWith('sqlite:') ? undefined : url;
}

/** Servers whose suites also run on a stand-in with their protocol: CI does not fail if the real one is missing. */
const withStandIn: readonly TestServer[] = ['mongodb'];

/** A suite that requires a server. Without one, it fails if `CI=true` and is otherwise reported as not run. */
export function describeWith(server: TestServer, name: string, suite: (url: string) => void): void {
  const url = serverUrl(server);
  describe(name, () => {
    if (url) suite(url);
    else notRun(`needs ${server}; run \`npm test\`, or set ${variables[server]}`, withStandIn.includes(server));
  });
}

/** Replaces tests that cannot run here by one that fails if `CI=true`, unless they are optional in CI. */
export function notRun(why: string, mayBeMissed = false): void {
  if (process.env.CI === 'true' && !mayBeMissed) {
    it('has what it needs', () => {
      throw new Error(`NOT RUN: ${why}`);
    });
  } else {
    // eslint-disable-next-line no-restricted-syntax -- the one place that may stand in a report as not run
    it.todo(`NOT RUN: ${why}`);
  }
}
