import { expect, it } from '@jest/globals';
import { at, EARLIER, JUST_NOW } from '../../test/cast.js';
import { resyncsComeToAnEnd } from './resyncs-come-to-an-end.js';

const broken = (requestedAt: string) =>
  resyncsComeToAnEnd.broken({ service: 'payment', consumer: 'mypage', requestId: 'r-1', requestedAt }, at);

it('a telling again comes to its end', () => {
  expect(broken(JUST_NOW)).toEqual([]);
  expect(broken(EARLIER)).toEqual([`payment has been telling mypage its states again since ${EARLIER} (request r-1)`]);
});
