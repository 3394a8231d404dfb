import { describe, expect, it } from '@jest/globals';
import {
  firstPlan,
  generationsFor,
  switchedTo,
  withOwnerFinished,
  withoutAbandoned,
  withRebuild,
  type GenerationPlan,
} from './generation-plan.js';

const now = new Date('2027-03-01T00:00:00.000Z');
const building = withRebuild(firstPlan, 'a request', ['lecture', 'payment'], now);

describe('the plan of the generations', () => {
  it('starts with one active generation', () => {
    expect(generationsFor(firstPlan)).toEqual([1]);
  });

  it('opens one generation per request', () => {
    expect(building.building).toMatchObject({ generation: 2, requestId: 'a request' });
    expect(withRebuild(building, 'a request', ['lecture'], now)).toBe(building);
  });

  it('writes events to all live generations, the new one first, and re-published states to their own', () => {
    expect(generationsFor(building)).toEqual([2, 1]);
    expect(generationsFor(building, 'a request')).toEqual([2]);
    expect(generationsFor(building, 'another request')).toEqual([2, 1]);
  });

  it('abandons an unfinished rebuild for a new one, and never reuses its number', () => {
    const again = withRebuild(building, 'another request', ['lecture'], now);
    expect(again).toMatchObject({ active: 1, building: { generation: 3 }, abandoned: [{ generation: 2, since: now }] });
    expect(withRebuild(withoutAbandoned(again, 2), 'a third', [], now).building?.generation).toBe(4);
  });

  it('records the totals of known sources for the running rebuild', () => {
    const recorded = withOwnerFinished(building, 'a request', 'lecture', 7);
    expect(recorded.building?.owners).toEqual([
      { source: 'lecture', emitted: 7 },
      { source: 'payment', emitted: null },
    ]);
    expect(withOwnerFinished(building, 'a request', '$where', 7)).toEqual(building);
    expect(withOwnerFinished(building, 'another request', 'lecture', 7)).toBe(building);
  });

  it('switches once, and abandons the old generation', () => {
    const switched = switchedTo(building, 2, now);
    expect(switched).toMatchObject({ active: 2, building: null, abandoned: [{ generation: 1, since: now }] });
    expect(switchedTo(switched, 2, now)).toBe(switched);
    expect(withoutAbandoned(switched, 1).abandoned).toEqual([]);
  });

  it('remembers the last hundred requests', () => {
    let plan: GenerationPlan = firstPlan;
    for (let number = 1; number <= 150; number += 1) plan = withRebuild(plan, `request ${number}`, [], now);
    expect(plan.requests).toHaveLength(100);
    expect(withRebuild(plan, 'request 150', [], now)).toBe(plan);
  });
});
