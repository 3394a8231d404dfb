import { brokerSettings, coreSettings, InvalidSettings, loadSettings } from '#platform';
import { z } from 'zod';
import type { Broker } from '../broker/broker.js';
import { hasBrokerFile } from '../broker/in-process/broker-file.js';
import { openBroker } from '../broker/open-broker.js';
import { RabbitmqBroker } from '../broker/rabbitmq/rabbitmq.broker.js';
import { EXIT, type Terminal } from './terminal.js';

const CONNECT_MS = 5_000;

const settings = z.object({ BROKER_URL: brokerSettings.BROKER_URL, SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR });

/** Opens the broker that the environment names, whether the system runs or not, and answers the exit code of `work`. */
export async function withBroker(terminal: Terminal, work: (broker: Broker) => Promise<number>): Promise<number> {
  try {
    const { BROKER_URL, SUGANG_DATA_DIR } = loadSettings(settings, terminal.env);
    if (BROKER_URL === 'in-process:' && !hasBrokerFile(SUGANG_DATA_DIR)) {
      terminal.complain(`there is no broker in ${SUGANG_DATA_DIR}: has the system ever run on that SUGANG_DATA_DIR?`);
      return EXIT.failed;
    }
    const broker = await openBroker(BROKER_URL, SUGANG_DATA_DIR);
    try {
      if (broker instanceof RabbitmqBroker) await broker.connected(CONNECT_MS);
      return await work(broker);
    } finally {
      await broker.close();
    }
  } catch (error) {
    if (error instanceof InvalidSettings) {
      terminal.complain(error.message);
      return EXIT.config;
    }
    terminal.complain(`the broker cannot be used: ${(error as Error).message}`);
    return EXIT.failed;
  }
}
