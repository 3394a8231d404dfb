import { describe, expect, it } from '@jest/globals';
import { eventNames } from '#contracts';
import { policies } from './policies.js';

describe('the policies of My Page', () => {
  it('cover every event of the catalog', () => {
    expect(policies.flatMap(({ events }) => events).toSorted()).toEqual(eventNames.toSorted());
  });
});
