/** All generations in one document, so that a switch is one write. */
export interface GenerationPlan {
  active: number;
  building: BuildingGeneration | null;
  abandoned: { generation: number; since: Date }[];
  last: number;
  requests: string[];
}

export interface BuildingGeneration {
  generation: number;
  requestId: string;
  owners: { source: string; emitted: number | null }[];
}

/** Enough to recognize a redelivered request. */
const REMEMBERED_REQUESTS = 100;

export const firstPlan: GenerationPlan = { active: 1, building: null, abandoned: [], last: 1, requests: [] };

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
    requests: [...plan.requests, requestId].slice(-REMEMBERED_REQUESTS),
  };
}

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

/** The building generation comes first, so that a switch in between shows nothing older than before. */
export function generationsFor({ active, building }: GenerationPlan, requestId?: string): number[] {
  if (!building) return [active];
  return building.requestId === requestId ? [building.generation] : [building.generation, active];
}
