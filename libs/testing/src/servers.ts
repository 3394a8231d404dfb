import { describe, it } from '@jest/globals';

/** The variables by which `npm test` names the servers that it found or started. */
const variables = {
  mysql: 'SUGANG_TEST_DATABASE_URL',
  rabbitmq: 'SUGANG_TEST_BROKER_URL',
  mongodb: 'VIEWS_URL',
} as const;

export type TestServer = keyof typeof variables;

/** Address of a server for tests, or undefined where there is none; `VIEWS_URL` may also name what is no server. */
export function serverUrl(server: TestServer): string | undefined {
  const url = process.env[variables[server]];
  return !url || url.startsWith('sqlite:') ? undefined : url;
}

/** Servers whose suites also run on a stand-in that speaks their protocol: to miss the real one is no failure of CI. */
const withStandIn: readonly TestServer[] = ['mongodb'];

/**
 * A suite that needs a server. Without one it fails the run where `CI=true`, and elsewhere stands in the report as not run.
 * Started by `npm test`, the servers are there; started by Jest alone, they are what the variables name.
 */
export function describeWith(server: TestServer, name: string, suite: (url: string) => void): void {
  const url = serverUrl(server);
  if (url) {
    describe(name, () => suite(url));
    return;
  }
  const missing = `NOT RUN: needs ${server}; run \`npm test\`, or set ${variables[server]}`;
  describe(name, () => {
    if (process.env.CI === 'true' && !withStandIn.includes(server)) {
      it('has the server it needs', () => {
        throw new Error(missing);
      });
    } else {
      // eslint-disable-next-line no-restricted-syntax -- the one place that may stand in a report as not run
      it.todo(missing);
    }
  });
}
