import { InvalidSettings, loadSettings } from '#platform';
import { parseArgs } from 'node:util';
import { InspectionError, type Finding, inspectAtRest, type InspectOptions, isBroken } from '../inspect.js';
import { addressesOf, inspectorSettings } from '../settings.js';

export const EXIT = { holds: 0, broken: 1, unknown: 2 } as const;

export interface Invocation {
  args: string[];
  env: Record<string, string | undefined>;
  print: (text: string) => void;
  printError: (text: string) => void;
}

export async function checkInvariants({ args, env, print, printError }: Invocation): Promise<number> {
  let options: CliOptions;
  try {
    options = cliOptions(args);
  } catch (error) {
    printError(`${(error as Error).message}\n${USAGE}`);
    return EXIT.unknown;
  }
  try {
    const addresses = addressesOf(loadSettings(inspectorSettings, env));
    const findings = await inspectAtRest(addresses, options.inspect, options.waitMs);
    print(options.asJson ? JSON.stringify({ holds: !findings.some(isBroken), findings }, null, 2) : report(findings));
    return findings.some(isBroken) ? EXIT.broken : EXIT.holds;
  } catch (error) {
    if (!(error instanceof InspectionError || error instanceof InvalidSettings)) throw error;
    printError(error.message);
    return EXIT.unknown;
  }
}

const USAGE = `usage: npm run check-invariants -- [--wait <seconds>] [--grace <seconds>] [--allow-parked <id>]… [--json]`;

interface CliOptions {
  waitMs: number;
  asJson: boolean;
  inspect: InspectOptions;
}

/** @throws Error on an unknown option or an invalid value */
function cliOptions(args: string[]): CliOptions {
  const { values } = parseArgs({
    args,
    options: {
      wait: { type: 'string', default: '0' },
      grace: { type: 'string', default: '5' },
      'allow-parked': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const inspect = { allowParked: values['allow-parked'], graceMs: milliseconds('--grace', values.grace) };
  return { waitMs: milliseconds('--wait', values.wait), asJson: values.json, inspect };
}

function milliseconds(option: string, seconds: string): number {
  if (!/^\d+(\.\d+)?$/.test(seconds)) throw new Error(`${option} must be a number of seconds, such as 120.`);
  return Number(seconds) * 1000;
}

export function report(findings: readonly Finding[]): string {
  const broken = findings.filter(isBroken).length;
  const summary =
    broken === 0 ? `All ${findings.length} invariants hold.` : `${broken} of ${findings.length} invariants are broken.`;
  return [...findings.flatMap(lines), '', summary].join('\n');
}

function lines(finding: Finding): string[] {
  const { numbers, rule, examined, broken, brokenInAll } = finding;
  const omitted = brokenInAll - broken.length;
  return [
    `${isBroken(finding) ? 'BROKEN' : 'holds '}  ${numbers.join(', ').padEnd(7)}  ${rule} (${examined})`,
    ...broken.map((sentence) => `          - ${sentence}`),
    ...(omitted > 0 ? [`          - and ${omitted} more`] : []),
  ];
}
