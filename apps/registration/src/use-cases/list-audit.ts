import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AuditEntry } from '#contracts';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { Audit, type AuditPosition } from '../ports/audit.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class ListAudit extends Query<(AuditEntry & { id: string })[]> {
  constructor(
    readonly actor: Staff,
    readonly lectureId: string,
    readonly position: AuditPosition,
  ) {
    super();
  }
}

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(
    private readonly audit: Audit,
    private readonly ledger: SeatLedger,
  ) {}

  async execute({ actor, lectureId, position }: ListAudit): Promise<(AuditEntry & { id: string })[]> {
    requireStaff(actor, await this.ledger.find(lectureId), 'lecture');
    return this.audit.ofLecture(lectureId, position);
  }
}
