import type { EntityManager } from 'typeorm';
import type { Part } from '../domain/part.js';
import type { ResyncOrigin } from '../domain/views.js';
import { countEvent, liveGenerations, type Generation } from './generations.js';
import { keepPart } from './keep-part.js';

export interface Kept {
  part: Part;
  resync?: ResyncOrigin;
}

/** Keeps several parts in the open transaction. */
export async function keepAll(manager: EntityManager, batch: Kept[]): Promise<('applied' | 'stale')[]> {
  const live = await liveGenerations(manager);
  const outcomes: ('applied' | 'stale')[] = [];
  for (const kept of batch) outcomes.push(await keep(manager, live, kept));
  return outcomes;
}

/** News goes into every live generation; what a rebuild asked for, only into the one that grows from it. */
async function keep(manager: EntityManager, live: Generation[], { part, resync }: Kept): Promise<'applied' | 'stale'> {
  const asked = live.find(({ status, requestId }) => status === 'BUILDING' && requestId === resync?.requestId);
  let applied = false;
  for (const { id } of asked ? [asked] : live) applied = (await keepPart(manager, id, part)) || applied;
  if (asked && resync) await countEvent(manager, asked.id, resync);
  return applied ? 'applied' : 'stale';
}
