import type { EventEnvelope, EventName } from '#contracts';
import { addSample, samplesOf } from './samples.js';
import { shapeOf } from './shape.js';

/**
 * Where what a publisher emits differs from its samples: an event of a shape that no sample has, or that was not emitted at all.
 * With `SUGANG_ADD_SAMPLES=true` a new shape becomes a new sample instead.
 */
export function differencesFromSamples(names: readonly EventName[], emitted: readonly EventEnvelope[]): string[] {
  const known = new Set(samplesOf(names).map(({ name, event }) => `${name}\n${shapeOf(event)}`));
  const differences: string[] = [];
  for (const event of emitted) {
    const shape = `${event.name}\n${shapeOf(event)}`;
    if (known.has(shape)) continue;
    known.add(shape);
    if (process.env.SUGANG_ADD_SAMPLES === 'true') addSample(event);
    else differences.push(`no sample has the shape of this ${shape}`);
  }
  const silent = names.filter((name) => !emitted.some((event) => event.name === name));
  return [...differences, ...silent.map((name) => `${name} was not emitted`)];
}
