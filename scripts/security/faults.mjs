const STATUSES = ['met', 'partly', 'not met', 'operator', 'not applicable'];

/** What is wrong with the entries of docs/security: unknown statuses, claims without evidence, evidence that does not exist. */
export function faultsOf(requirements, threats, exists) {
  const claims = [
    ...requirements.map((each) => ({ ...each, name: each.id })),
    ...threats.map((each) => ({ ...each, name: `${each.edge}, ${each.threat}` })),
  ];
  return [
    ...claims.flatMap(({ name, evidence }) =>
      evidence.filter((path) => !exists(path)).map((path) => `${name}: ${path} does not exist`),
    ),
    ...requirements
      .filter(({ status }) => !STATUSES.includes(status))
      .map(({ id, status }) => `${id}: unknown status "${status}"`),
    ...claims
      .filter(({ status = 'met', evidence }) => status === 'met' && evidence.length === 0)
      .map(({ name }) => `${name}: needs evidence`),
  ];
}

export const statuses = STATUSES;
