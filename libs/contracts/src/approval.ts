import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, Money, open, singleLine, SubjectId } from './values.js';

const ApprovalHours = z.number().min(0.001).max(8_760).meta({
  description:
    'Hours in which the staff decides, at most until the first session begins. Absent: the default of this installation (72). Without a decision the registration expires and the fee is refunded.',
  example: 72,
});

/** Fields of a lecture; absent means that no approval is required. */
export const approvalOfLecture = z
  .object({
    approvalRequired: z.boolean().meta({
      description: 'Whether the staff decides on each registration after it is paid.',
      example: true,
    }),
    approvalHours: ApprovalHours,
  })
  .partial();

/** The same fields in a change of a lecture. */
export const changedApproval = {
  approvalRequired: approvalOfLecture.shape.approvalRequired
    .nullable()
    .describe('Whether the staff decides on each new registration; null: no.'),
  approvalHours: ApprovalHours.nullable().describe('The new limit in hours; null: the default of this installation.'),
};

export const Approval = z
  .object({
    requestedAt: Instant.describe('When the registration began to await approval.'),
    decidedAt: Instant.nullable().describe('When the staff decided; null until then, and if it never did.'),
    decidedBy: SubjectId.nullable().describe('Id of the account that decided.'),
    accepted: z.boolean().nullable().describe('Null without a decision.'),
    note: z.string().nullable().describe('Why the staff rejected the registration; null otherwise.'),
  })
  .meta({ id: 'Approval', description: "The staff's decision on a registration." });
export type Approval = z.infer<typeof Approval>;

export const CancelRequest = z
  .object({
    number: z.int().min(1).meta({ description: '1, or 2 after the first one was refused.', example: 1 }),
    requestedAt: Instant.describe('When the student requested it.'),
    decideBy: Instant.describe('Without a decision it is granted then.'),
    note: z.string().nullable().describe('Why the student wants to cancel.'),
    refund: Money.describe('What is refunded if it is granted, as of the request.'),
    refusedAt: Instant.nullable().describe('When it was refused; null while it is pending or if it was granted.'),
    refusalNote: z.string().nullable().describe('Why it was refused.'),
  })
  .meta({ id: 'CancelRequest', description: "A student's request to cancel a registration that the staff accepted." });
export type CancelRequest = z.infer<typeof CancelRequest>;

/** Fields of a registration; absent without an approval. */
export const approvalOfRegistration = z.object({
  approval: Approval.nullable().optional().describe("The staff's decision; absent if no approval was requested."),
  cancelRequest: CancelRequest.nullable()
    .optional()
    .describe('The last request to cancel after an acceptance; absent if there was none.'),
});

const decision = (id: string, description: string, why: string, example: string) =>
  z
    .strictObject({ note: singleLine(1, 500).describe(`${why}; the student reads it.`) })
    .meta({ id, description, example: { note: example } });

export const RemoveStudentBody = decision(
  'RemoveStudent',
  'The reason for a removal.',
  'Why the student is removed',
  'You have not passed the entrance test.',
);
export type RemoveStudentBody = z.infer<typeof RemoveStudentBody>;

export const RejectRegistrationBody = decision(
  'RejectRegistration',
  'The reason for a rejection.',
  'Why the registration is rejected',
  'The workshop is for members of the barista club.',
);
export type RejectRegistrationBody = z.infer<typeof RejectRegistrationBody>;

export const RefuseCancellationBody = decision(
  'RefuseCancellation',
  'The reason for a refusal.',
  'Why the cancellation is refused',
  'The beans for your place are already ordered.',
);
export type RefuseCancellationBody = z.infer<typeof RefuseCancellationBody>;

export const AuditedAction = z
  .enum(['ACCEPTED', 'REJECTED', 'CANCELLATION_GRANTED', 'CANCELLATION_REFUSED', 'REMOVED'])
  .meta({ id: 'AuditedAction', description: 'What the staff did about a registration.' });
export type AuditedAction = z.infer<typeof AuditedAction>;

export const AuditEntry = z
  .object({
    at: Instant.describe('When it was done.'),
    by: SubjectId.describe('Id of the account that did it.'),
    what: open(AuditedAction),
    registrationId: Id.describe('Id of the registration.'),
    studentId: SubjectId.describe('Id of the student.'),
    note: z.string().nullable().describe('Why; null if no reason was required.'),
  })
  .meta({ id: 'AuditEntry', description: 'One act of the staff about a registration.' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = page('AuditPage', AuditEntry);
