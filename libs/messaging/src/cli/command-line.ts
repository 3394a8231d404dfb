import { brokerSettings, coreSettings, InvalidSettings, loadSettings } from '#platform';
import { z } from 'zod';
import type { Broker } from '../broker/broker.js';
import { hasBrokerFile } from '../broker/in-process/broker-file.js';
import { openBroker } from '../broker/open-broker.js';

export interface CommandLine {
  args: string[];
  env: Record<string, string | undefined>;
  print: (line: string) => void;
  printError: (line: string) => void;
}

/** Exit codes; those from 64 on are from sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 64, config: 78 } as const;

export const processCommandLine: CommandLine = {
  args: process.argv.slice(2),
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
};

const CONNECT_MS = 5_000;

const settings = z.object({ BROKER_URL: brokerSettings.BROKER_URL, SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR });

export async function withBroker(commandLine: CommandLine, run: (broker: Broker) => Promise<number>): Promise<number> {
  try {
    const { BROKER_URL, SUGANG_DATA_DIR } = loadSettings(settings, commandLine.env);
    if (BROKER_URL === 'in-process:' && !hasBrokerFile(SUGANG_DATA_DIR)) {
      commandLine.printError(
        `No broker file in ${SUGANG_DATA_DIR}. Set SUGANG_DATA_DIR to the directory of the system.`,
      );
      return EXIT.failed;
    }
    const broker = await openBroker(BROKER_URL, SUGANG_DATA_DIR);
    try {
      await broker.connected(CONNECT_MS);
      return await run(broker);
    } finally {
      await broker.close();
    }
  } catch (error) {
    if (error instanceof InvalidSettings) {
      commandLine.printError(error.message);
      return EXIT.config;
    }
    commandLine.printError(`The broker is unavailable: ${(error as Error).message}`);
    return EXIT.failed;
  }
}
