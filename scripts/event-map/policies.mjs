import { existsSync } from 'node:fs';
import { eventExamples, serviceNames } from '#contracts';
import { event, envelopeOf } from '#testing';

/** Every reaction of every service, read from the policy tables: which command an event causes, and what a resync does. */
export async function allReactions() {
  const all = [];
  // One after the other: Jest cannot link the same module for two imports at once.
  for (const service of serviceNames) all.push(...reactionsOf(service, await policiesOf(service)));
  return all;
}

/** One reaction per policy and event of a table. */
export const reactionsOf = (service, policies) =>
  policies.flatMap(({ events, resync, command }) =>
    events.map((name) => ({ service, name, resync, command: commandOf(command, name) })),
  );

const commandOf = (command, name) => command(envelopeOf(event(name, eventExamples[name]))).constructor.name;

async function policiesOf(service) {
  const table = new URL(`../../apps/${service}/src/policies.ts`, import.meta.url);
  return existsSync(table) ? (await import(table.href)).policies : [];
}
