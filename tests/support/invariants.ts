import { inspect, type Addresses } from '../../apps/inspector/src/inspect.js';

/** Addresses of the embedded system's stores and broker. */
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

/** Current violations of the embedded stores, each as a sentence; none once all queues are empty. */
export async function brokenInvariants(dataDir: string): Promise<string[]> {
  return (await inspect(embedded(dataDir))).flatMap(({ broken }) => broken);
}
