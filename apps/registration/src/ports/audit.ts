import type { AuditEntry } from '#contracts';

export interface AuditPosition {
  before?: string | undefined;
  limit: number;
}

/** What the staff did about registrations. `Registrations` writes it with each decision. */
export abstract class Audit {
  abstract ofLecture(lectureId: string, position: AuditPosition): Promise<(AuditEntry & { id: string })[]>;
}
