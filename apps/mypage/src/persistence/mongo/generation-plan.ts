/** Which generations there are; it is one document, so that a switch is one write. */
export interface GenerationPlan {
  /** The generation that is read. */
  active: number;
  /** The one that grows beside it during a rebuild. */
  building: BuildingGeneration | null;
  /** Nobody reads or writes these any more, since the instant given; they wait to be deleted. */
  abandoned: { generation: number; since: Date }[];
  /** The highest number ever given to a generation. */
  last: number;
  /** Requests for a rebuild that were taken up, the latest last: each is taken up once. */
  requests: string[];
}

export interface BuildingGeneration {
  generation: number;
  requestId: string;
  owners: { source: string; emitted: number | null }[];
}

/** Enough to know a request again that its queue delivers twice. */
const REQUESTS_KNOWN = 100;

export const firstPlan: GenerationPlan = { active: 1, building: null, abandoned: [], last: 1, requests: [] };

/** Opens a generation for the request, unless it had one already, in place of an unfinished older one. */
export function withRebuild(
  plan: GenerationPlan,
  requestId: string,
  sources: readonly string[],
  now: Date,
): GenerationPlan {
  if (plan.requests.includes(requestId)) return plan;
  const generation = plan.last + 1;
  return {
    ...plan,
    building: { generation, requestId, owners: sources.map((source) => ({ source, emitted: null })) },
    abandoned: plan.building
      ? [...plan.abandoned, { generation: plan.building.generation, since: now }]
      : plan.abandoned,
    last: generation,
    requests: [...plan.requests, requestId].slice(-REQUESTS_KNOWN),
  };
}

/** Remembers how many events an owner re-emitted, if it is this rebuild that is under way. */
export function withOwnerFinished(
  plan: GenerationPlan,
  requestId: string,
  source: string,
  emitted: number,
): GenerationPlan {
  const { building } = plan;
  if (building?.requestId !== requestId) return plan;
  const owners = building.owners.map((owner) => (owner.source === source ? { source, emitted } : owner));
  return { ...plan, building: { ...building, owners } };
}

/** Reads from `generation` from now on, if it is still the one that grows. */
export function switchedTo(plan: GenerationPlan, generation: number, now: Date): GenerationPlan {
  if (plan.building?.generation !== generation) return plan;
  return {
    ...plan,
    active: generation,
    building: null,
    abandoned: [...plan.abandoned, { generation: plan.active, since: now }],
  };
}

export const withoutAbandoned = (plan: GenerationPlan, generation: number): GenerationPlan => ({
  ...plan,
  abandoned: plan.abandoned.filter((one) => one.generation !== generation),
});

/**
 * Where a part belongs: news into every live generation, what a rebuild asked for only into the one that grows from it.
 * The growing one comes first, so that a switch in between shows nothing older than before.
 */
export function generationsFor({ active, building }: GenerationPlan, requestId?: string): number[] {
  if (!building) return [active];
  return building.requestId === requestId ? [building.generation] : [building.generation, active];
}
