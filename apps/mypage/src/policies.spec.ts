import { describe, expect, it } from '@jest/globals';
import { eventNames } from '#contracts';
import { policies } from './policies.js';

describe('the policies of My Page', () => {
  it('cover every state of an aggregate in the catalog', () => {
    expect(policies.flatMap(({ events }) => events).toSorted()).toEqual(
      eventNames.filter((name) => name !== 'lecture.announced').toSorted(),
    );
  });
});
