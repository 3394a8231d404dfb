import type { z } from 'zod';
import type { Fault } from '../http/http-problem.js';

const MOST_FAULTS = 100;
const LONGEST_POINTER = 200;

/** The faults that a schema found, each with its JSON pointer (RFC 6901) below `pointer`; an unknown field is a fault of its own. */
export function faultsOf(error: z.ZodError, pointer: string): Fault[] {
  return error.issues.flatMap((issue) => ofIssue(issue, pointer)).slice(0, MOST_FAULTS);
}

function ofIssue(issue: z.core.$ZodIssue, pointer: string): Fault[] {
  const at = pointer + pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_FAULTS).map((key) => fault(at + pointerOf([key]), 'is not known here'));
  }
  if (issue.code === 'invalid_union') return ofUnion(issue, at);
  return [fault(at, issue.message)];
}

// The branch with the fewest faults is what the client most likely meant.
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, at: string): Fault[] {
  const branches = issue.errors.filter((branch) => branch.length > 0).toSorted((a, b) => a.length - b.length);
  return branches[0]?.flatMap((each) => ofIssue(each, at)) ?? [fault(at, issue.message)];
}

const fault = (pointer: string, message: string): Fault => ({
  pointer: pointer.slice(0, LONGEST_POINTER),
  detail: /received undefined$/.test(message) ? 'is required' : message,
});

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
