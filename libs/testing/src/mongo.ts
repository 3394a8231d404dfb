import type { MongoStandIn } from './mongo-wire/mongo-stand-in.js';

export type { MongoStandIn };
export type { FailPoint } from './mongo-wire/mongo-stand-in.js';

/** Starts a stand-in for MongoDB. The driver and mingo are loaded only here: most specs need neither. */
export async function startMongoStandIn(): Promise<MongoStandIn> {
  const { MongoStandIn: standIn } = await import('./mongo-wire/mongo-stand-in.js');
  return standIn.start();
}
