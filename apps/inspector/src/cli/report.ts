import { isBroken, type Finding } from '../inspect.js';

/** The findings for a person: what holds in a line each, what is broken with everything that breaks it. */
export function report(findings: readonly Finding[]): string {
  const broken = findings.filter(isBroken).length;
  const summary =
    broken === 0 ? `all ${findings.length} invariants hold` : `${broken} of ${findings.length} invariants are broken`;
  return [...findings.flatMap(lines), '', summary].join('\n');
}

function lines(finding: Finding): string[] {
  const { numbers, rule, examined, broken, brokenInAll } = finding;
  const untold = brokenInAll - broken.length;
  return [
    `${isBroken(finding) ? 'BROKEN' : 'holds '}  ${numbers.join(', ').padEnd(7)}  ${rule} (${examined})`,
    ...broken.map((sentence) => `          - ${sentence}`),
    ...(untold > 0 ? [`          - and ${untold} more`] : []),
  ];
}
