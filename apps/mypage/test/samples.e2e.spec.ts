import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast, reading, tempDir } from '#testing';
import { RunningMyPage } from './running-my-page.js';

describe('My Page', () => {
  const dataDir = tempDir('mypage-samples');
  let page: RunningMyPage;
  beforeAll(async () => {
    page = await RunningMyPage.start(dataDir);
  });
  afterAll(() => page.stop());

  it('consumes and shows every sample of every event', async () => {
    const { sent, read, parked } = await reading(page);
    expect(parked).toEqual([]);
    expect([read, sent > 0]).toEqual([sent, true]);
    const { body } = await page.get('/mypage/registrations', cast.mina);
    expect(body.items.length).toBeGreaterThan(0);
  });
});
