import { describe, it } from '@jest/globals';

/** The variables by which `npm test` names the servers that it found or started. */
const variables = {
  mysql: 'SUGANG_TEST_DATABASE_URL',
  rabbitmq: 'SUGANG_TEST_BROKER_URL',
  redis: 'SUGANG_TEST_LIMITS_URL',
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

/** A suite that needs a server. Without one it fails the run where `CI=true`, and elsewhere is reported as not run. */
export function describeWith(server: TestServer, name: string, suite: (url: string) => void): void {
  const url = serverUrl(server);
  describe(name, () => {
    if (url) suite(url);
    else notRun(`needs ${server}; run \`npm test\`, or set ${variables[server]}`, withStandIn.includes(server));
  });
}

/** In the place of tests that cannot run here: one that fails where `CI=true`, unless CI may miss them too. */
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
