import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type EventEnvelope, type EventName, readEvent } from '#contracts';

const FOLDER = 'libs/contracts/samples';

export interface Sample {
  name: EventName;
  file: string;
  body: string;
  event: EventEnvelope;
}

/** Every sample of these events. @throws UnreadableEvent when one can no longer be read */
export const samplesOf = (names: readonly EventName[]): Sample[] =>
  names.flatMap((name) =>
    filesOf(name).map((file) => {
      const body = readFileSync(file, 'utf8');
      return { name, file, body, event: readEvent(body) };
    }),
  );

export function addSample(event: EventEnvelope): void {
  const { name, ...traveling } = event;
  mkdirSync(folderOf(name), { recursive: true });
  const body = `${JSON.stringify(traveling, null, 2)}\n`;
  const file = `${filesOf(name).length + 1}.json`;
  writeFileSync(join(folderOf(name), file), body);
  const hash = createHash('sha256').update(body).digest('hex');
  appendFileSync(join(FOLDER, 'SHA256SUMS'), `${hash}  ${name}.v1/${file}\n`);
}

const folderOf = (name: EventName): string => join(FOLDER, `${name}.v1`);

const filesOf = (name: EventName): string[] =>
  existsSync(folderOf(name))
    ? readdirSync(folderOf(name))
        .sort()
        .map((file) => join(folderOf(name), file))
    : [];

/** Attributes that depend on the request, not on the publisher. */
const REQUEST_DEPENDENT = ['causationid', 'traceparent', 'resync', 'name'];

/** The fields of an event and their JSON types, one per line: `data.confirmedAt: string`. */
export function shapeOf(event: object): string {
  const fields = Object.entries(event).filter(([key]) => !REQUEST_DEPENDENT.includes(key));
  return [...new Set(fields.flatMap(([key, value]) => linesOf(key, value)))].sort().join('\n');
}

function linesOf(at: string, value: unknown): string[] {
  if (value === null) return [`${at}: null`];
  if (Array.isArray(value))
    return value.length === 0 ? [`${at}: []`] : value.flatMap((each) => linesOf(`${at}[]`, each));
  if (typeof value !== 'object') return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, each]) => linesOf(`${at}.${key}`, each));
}

/** A shape that no sample has, or a sample whose event was not published; `SUGANG_ADD_SAMPLES=true` records new shapes. */
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
