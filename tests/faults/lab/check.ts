import { inspect } from '../../../apps/inspector/src/inspect.js';
import type { CheckTargets } from './check-targets.js';
import { lostOrMadeUp } from './check-events.js';
import { brokenPromises, settleUnknowns } from './check-history.js';

const BETWEEN_LOOKS_MS = 500;

/**
 * What is broken beyond what is already reported, once what may still settle has had its time; each unknown request is retried first. What
 * is in flight during a check can appear broken, so only findings of two consecutive checks count.
 */
export async function brokenIn(lab: CheckTargets, within: number, known: ReadonlySet<string>): Promise<string[]> {
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

export async function brokenNow(lab: CheckTargets): Promise<string[]> {
  const findings = await inspect(lab.addresses, { allowParked: [...lab.allowedParked] });
  return [
    ...findings.flatMap(({ numbers, broken }) => broken.map((each) => `${numbers.join(', ')}: ${each}`)),
    ...(await lostOrMadeUp(lab)),
    ...(await brokenPromises(lab)),
    ...crashes(lab),
  ];
}

const SIGNS = /unhandled|uncaught|the process ends|out of memory|TypeError|ReferenceError/i;

const crashes = ({ services }: CheckTargets): string[] =>
  services.flatMap(({ name, crashes: ended, printed }) => [
    ...ended.map((crash) => `F10: ${crash}`),
    ...printed
      .split('\n')
      .filter((line) => SIGNS.test(line))
      .slice(0, 3)
      .map((line) => `F10: ${name} says: ${line.slice(0, 300)}`),
  ]);
