import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvent, type EventEnvelope, type EventName } from '#contracts';

const FOLDER = 'libs/contracts/samples';

/** An event as its publisher once emitted it. */
export interface Sample {
  name: EventName;
  /** Path from the root. */
  file: string;
  /** As it travels. */
  body: string;
  event: EventEnvelope;
}

/** Every sample of these events. @throws UnreadableEvent when one cannot be read any more */
export const samplesOf = (names: readonly EventName[]): Sample[] =>
  names.flatMap((name) =>
    filesOf(name).map((file) => {
      const body = readFileSync(file, 'utf8');
      return { name, file, body, event: readEvent(body) };
    }),
  );

/** Keeps an event as a new sample of its name, and its hash in the list. */
export function addSample(event: EventEnvelope): void {
  const { name, ...travelling } = event;
  mkdirSync(folderOf(name), { recursive: true });
  const body = `${JSON.stringify(travelling, null, 2)}\n`;
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
