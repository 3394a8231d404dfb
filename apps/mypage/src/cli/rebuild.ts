import { parseArgs } from 'node:util';
import { rebuildRequestedKeyOf, type RebuildRequested } from '#contracts';
import { openBroker, Unroutable } from '#messaging';
import { brokerSettings, coreSettings, InvalidSettings, loadSettings, SystemClock, UuidV7Ids } from '#platform';
import { z } from 'zod';

const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

const rebuildSettings = z.object({
  BROKER_URL: brokerSettings.BROKER_URL,
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
});

async function requestRebuild(consumer: string): Promise<string> {
  const { BROKER_URL, SUGANG_DATA_DIR } = loadSettings(rebuildSettings, process.env);
  const broker = await openBroker(BROKER_URL, SUGANG_DATA_DIR);
  try {
    const requestId = new UuidV7Ids().next();
    const request: RebuildRequested = { requestId, requestedAt: new SystemClock().now().toISOString() };
    const routingKey = rebuildRequestedKeyOf(consumer);
    await broker.publish({ id: requestId, routingKey, body: JSON.stringify(request) });
    return requestId;
  } finally {
    await broker.close();
  }
}

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [consumer, ...rest] = positionals;
  if (!consumer || rest.length > 0) return print('Usage: npm run rebuild -- mypage', EXIT_USAGE);
  try {
    const requestId = await requestRebuild(consumer);
    return print(
      `Requested a rebuild of ${consumer} (request ${requestId}). The log of ${consumer} reports when it is complete.`,
    );
  } catch (error) {
    if (error instanceof Unroutable)
      return print(
        `${consumer} cannot be rebuilt: it has no views, or it has never been started. Start it and try again.`,
        1,
      );
    if (error instanceof InvalidSettings) return print(error.message, EXIT_CONFIG);
    throw error;
  }
}

function print(message: string, exitCode = 0): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  return exitCode;
}

process.exitCode = await main();
