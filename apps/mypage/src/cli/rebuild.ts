import { parseArgs } from 'node:util';
import { rebuildRequestedKeyOf, type RebuildRequested } from '#contracts';
import { openBroker, Unroutable } from '#messaging';
import { brokerSettings, coreSettings, InvalidSettings, loadSettings, SystemClock, UuidV7Ids } from '#platform';
import { z } from 'zod';

const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

const settingsOfTheBroker = z.object({
  BROKER_URL: brokerSettings.BROKER_URL,
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
});

/** Asks a read model, running or not, to be rebuilt; answers the id of the request. */
async function requestRebuild(consumer: string): Promise<string> {
  const { BROKER_URL, SUGANG_DATA_DIR } = loadSettings(settingsOfTheBroker, process.env);
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
  if (!consumer || rest.length > 0) return say('usage: npm run rebuild -- mypage', EXIT_USAGE);
  try {
    const requestId = await requestRebuild(consumer);
    return say(`${consumer} is asked to rebuild its views (request ${requestId}); its log says when they are switched`);
  } catch (error) {
    if (error instanceof Unroutable) return say(`${consumer} has no views to rebuild, or has never run here`, 1);
    if (error instanceof InvalidSettings) return say(error.message, EXIT_CONFIG);
    throw error;
  }
}

function say(sentence: string, exitCode = 0): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  return exitCode;
}

process.exitCode = await main();
