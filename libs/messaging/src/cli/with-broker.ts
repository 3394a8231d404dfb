import { coreSettings, InvalidSettings, loadSettings } from '#platform';
import { z } from 'zod';
import type { Broker } from '../broker/broker.js';
import { openBroker } from '../broker/open-broker.js';
import { RabbitmqBroker } from '../broker/rabbitmq/rabbitmq.broker.js';

/** Exit codes of sysexits.h: wrong words on the command line, wrong configuration. */
export const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

const CONNECT_MS = 5_000;

const settings = z.object({ BROKER_URL: coreSettings.BROKER_URL, SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR });

/** Opens the broker that the environment names, whether the system runs or not, and answers the exit code of `work`. */
export async function withBroker(work: (broker: Broker) => Promise<number>): Promise<number> {
  try {
    const { BROKER_URL, SUGANG_DATA_DIR } = loadSettings(settings, process.env);
    const broker = await openBroker(BROKER_URL, SUGANG_DATA_DIR);
    try {
      if (broker instanceof RabbitmqBroker) await broker.connected(CONNECT_MS);
      return await work(broker);
    } finally {
      await broker.close();
    }
  } catch (error) {
    if (error instanceof InvalidSettings) return complain(error.message, EXIT_CONFIG);
    return complain(`the broker cannot be used: ${(error as Error).message}`, 1);
  }
}

/** Writes a line of the answer. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Writes what went wrong; answers the exit code. */
export function complain(line: string, exitCode: number): number {
  process.stderr.write(`${line}\n`);
  return exitCode;
}
