import type { Approval } from '#contracts';
import type { LectureCopy } from './seat-ledger.js';

/** `lectureEndsAt`: the end of the last session, as known at the last payment attempt. */
export interface ApprovalTerms {
  hours: number;
  lectureEndsAt: string | null;
}

export const approvalTermsOf = (
  { approvalRequired, approvalHours, lastSessionEndsAt }: LectureCopy,
  defaultHours: number,
): ApprovalTerms | null =>
  approvalRequired ? { hours: approvalHours ?? defaultHours, lectureEndsAt: lastSessionEndsAt } : null;

export function awaitingApproval({ hours, lectureEndsAt }: ApprovalTerms, firstSessionAt: string | null, now: Date) {
  const hasBegun = firstSessionAt === null || Date.parse(firstSessionAt) <= now.getTime();
  const approval: Approval = {
    requestedAt: now.toISOString(),
    decidedAt: null,
    decidedBy: null,
    accepted: null,
    note: null,
  };
  const holdExpiresAt = deadlineIn(hours, hasBegun ? lectureEndsAt : firstSessionAt, now);
  return { status: 'AWAITING_APPROVAL', holdExpiresAt, approval } as const;
}

export function deadlineIn(hours: number, latest: string | null, now: Date): string {
  const deadline = Math.min(now.getTime() + hours * 3_600_000, latest === null ? Infinity : Date.parse(latest));
  return new Date(Math.max(deadline, now.getTime())).toISOString();
}
