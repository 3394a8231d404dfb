import { inspect, type Addresses } from '../../apps/inspector/src/inspect.js';

/** Where everything of the embedded system is. */
export const embedded = (dataDir: string): Addresses => ({
  databases: {
    registration: 'sqlite:',
    payment: 'sqlite:',
    lecture: 'sqlite:',
    identity: 'sqlite:',
    notification: 'sqlite:',
  },
  views: 'sqlite:',
  broker: 'in-process:',
  dataDir,
});

/** Every invariant that the embedded stores break at this moment, each as a sentence; none, once all queues are empty. */
export async function brokenInvariants(dataDir: string): Promise<string[]> {
  return (await inspect(embedded(dataDir))).flatMap(({ broken }) => broken);
}
