import type { LabService } from '../lab/lab-service.js';

/** How many messages this process has consumed with that result: `applied`, `duplicate`, `ignored`, `parked`, `failed`. */
export async function consumedBy({ managementUrl }: LabService, result: string): Promise<number> {
  const text = await (await fetch(`${managementUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('sugang_events_consumed_total{'));
  const counts = lines
    .filter((line) => line.includes(`result="${result}"`))
    .map((line) => Number(line.split(' ').at(-1)));
  return counts.reduce((sum, each) => sum + each, 0);
}
