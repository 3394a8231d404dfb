import { HttpProblem } from '../http/http-problem.js';

/** 409: somebody is working on this very request. */
export const inProgress = (): HttpProblem =>
  new HttpProblem('REQUEST_IN_PROGRESS', 'This very request is being worked on. Please ask again in a moment.', {
    headers: { 'retry-after': '1' },
  });
