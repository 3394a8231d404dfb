import type { AuditedAction, CancelReason } from '#contracts';
import { wholeRefund } from './refund-tiers.js';
import { transition, type Decision, type RegistrationState } from './registration.js';

export const canceled = (state: RegistrationState, cancelReason: CancelReason, now: Date): Decision =>
  transition('registration.canceled', state, {
    ...(cancelReason !== 'STUDENT' && wholeRefund(state)),
    status: 'CANCELED',
    cancelReason,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });

export function byStaff(decision: Decision, by: string, what: AuditedAction, note: string | null, now: Date): Decision {
  const { id: registrationId, studentId } = decision.state;
  return {
    ...decision,
    events: decision.events.map((event) => ({ ...event, actor: by })),
    audit: { at: now.toISOString(), by, what, registrationId, studentId, note },
  };
}
