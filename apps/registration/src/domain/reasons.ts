import { problemDetail, Rejection, type ProblemCode } from '#contracts';

export interface Reason {
  code: ProblemCode;
  detail: string;
  data: Record<string, unknown>;
  remedies: string[];
}

export const reasonOf = (code: ProblemCode, data: Reason['data'] = {}, remedies: Reason['remedies'] = []): Reason => ({
  code,
  detail: problemDetail(code),
  data,
  remedies,
});

/** One refusal with all reasons in order of precedence; its code is that of the first. */
export function refusal(reasons: readonly Reason[], extensions: Record<string, unknown> = {}): Rejection {
  const [first] = reasons as [Reason];
  return new Rejection(first.code, { detail: first.detail, reasons, ...extensions });
}

export const alreadyRegistered = ({ id, status }: { id: string; status: string }): Rejection =>
  refusal([reasonOf('ALREADY_REGISTERED', { registrationId: id, status }, ['SHOW_REGISTRATION'])]);
