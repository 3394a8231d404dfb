import { inspect } from '../../../apps/inspector/src/inspect.js';
import type { Examined } from './examined.js';
import { lostOrMadeUp } from './check-events.js';
import { brokenPromises, settleUnknowns } from './check-history.js';

const BETWEEN_LOOKS_MS = 500;

/**
 * What is broken beyond what is already reported, once what may still settle has had its time; each unknown request is retried first. What
 * is on its way while the checker looks can appear broken to it, so only what two looks in a row have found is.
 */
export async function brokenIn(lab: Examined, within: number, known: ReadonlySet<string>): Promise<string[]> {
  await settleUnknowns(lab, within);
  const end = performance.now() + within;
  for (let before: Set<string> | undefined; ;) {
    const broken = (await brokenNow(lab)).filter((each) => !known.has(each));
    if (broken.length === 0) return broken;
    if (before && performance.now() > end) return broken.filter((each) => before!.has(each));
    before = new Set(broken);
    await new Promise((wake) => setTimeout(wake, BETWEEN_LOOKS_MS));
  }
}

export async function brokenNow(lab: Examined): Promise<string[]> {
  const findings = await inspect(lab.addresses, { allowParked: [...lab.allowedParked] });
  return [
    ...findings.flatMap(({ numbers, broken }) => broken.map((each) => `${numbers.join(', ')}: ${each}`)),
    ...(await lostOrMadeUp(lab)),
    ...(await brokenPromises(lab)),
    ...crashes(lab),
  ];
}

const SIGNS = /unhandled|uncaught|the process ends|out of memory|TypeError|ReferenceError/i;

const crashes = ({ services }: Examined): string[] =>
  services.flatMap(({ name, crashes: ended, printed }) => [
    ...ended.map((crash) => `F10: ${crash}`),
    ...printed
      .split('\n')
      .filter((line) => SIGNS.test(line))
      .slice(0, 3)
      .map((line) => `F10: ${name} says: ${line.slice(0, 300)}`),
  ]);
