import { existsSync, readdirSync } from 'node:fs';
import { eventExamples, serviceNames } from '#contracts';
import { wheneverOf } from '#messaging';
import { event, envelopeOf } from '#testing';

const folderOf = (service) => new URL(`../../apps/${service}/src/`, import.meta.url);

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
  const table = new URL('policies.ts', folderOf(service));
  if (existsSync(table)) return (await import(table.href)).policies;
  return classesOf(new URL('policies/', folderOf(service)));
}

// Until every app has its table: classes with @Whenever.
async function classesOf(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => !file.endsWith('.spec.ts'));
  const modules = [];
  for (const file of files) modules.push(await import(new URL(file, folder).href));
  return modules
    .flatMap((each) => Object.values(each))
    .flatMap((policy) => {
      try {
        const { names, resync } = wheneverOf(policy);
        return [{ events: names, resync, command: () => ({ constructor: { name: policy.name } }) }];
      } catch {
        return []; // Not a policy of the event catalog.
      }
    });
}
