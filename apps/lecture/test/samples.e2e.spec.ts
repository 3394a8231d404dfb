import { describe, expect, it } from '@jest/globals';
import { publishedBy } from '#contracts';
import { differencesFromSamples, reading } from '#testing';
import { publishAllEvents } from './publish-all-events.js';
import { LectureOffice } from './lecture-office.js';

describe('the events of the lecture service', () => {
  const office = LectureOffice.forTheseTests();

  it('match the committed samples', async () => {
    const published = await publishAllEvents(office);
    expect(differencesFromSamples(publishedBy('lecture'), published)).toEqual([]);
  });
});

describe('the lecture service', () => {
  const office = LectureOffice.forTheseTests();

  it('reads every sample of the events that it consumes', async () => {
    const { sent, read, parked } = await reading(office.service);
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
  });
});
