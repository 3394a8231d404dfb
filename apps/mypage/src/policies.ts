import { consumedBy } from '#contracts';
import { whenever, type Policy } from '#messaging';
import { ApplyPublishedState } from './use-cases/apply-published-state.js';

export const policies: Policy[] = [
  whenever(consumedBy('mypage'), { resync: 'apply' }, (event) => new ApplyPublishedState(event)),
];
