import { Injectable } from '@nestjs/common';
import { Column, Entity, In, LessThan, PrimaryColumn } from 'typeorm';
import { affected, Database, isDuplicateKey } from '#persistence';
import { Clock } from '#platform';
import type { Allowance } from '../domain/allowance.js';
import { Allowances } from '../ports/allowances.js';

@Entity('allowances')
export class AllowanceRow {
  @PrimaryColumn({ type: 'char', length: 64 })
  digest: string;

  /** Milliseconds since 1970. */
  @Column({ name: 'full_at', type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  fullAt: number;
}

const CLOCK_TOLERANCE_MS = 1_000;

@Injectable()
export class TypeormAllowances extends Allowances {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async take(digest: string, allowance: Allowance): Promise<number> {
    const now = this.clock.now().getTime();
    const latest = now + (allowance.burst - 1) * allowance.refillMs;
    for (;;) {
      if (await this.takeStored(digest, allowance, now, latest)) return 0;
      const row = await this.database.reader.findOneBy(AllowanceRow, { digest });
      if (row !== null && row.fullAt > latest) return Math.max(1, Math.ceil((row.fullAt - latest) / 1000));
      if (row === null && (await this.takeFirst(digest, now + allowance.refillMs))) return 0;
    }
  }

  async giveBack(digest: string, { refillMs }: Allowance): Promise<void> {
    await this.database.statement((manager) =>
      manager
        .createQueryBuilder()
        .update(AllowanceRow)
        .set({ fullAt: () => 'full_at - :refillMs' })
        .where('digest = :digest', { digest, refillMs: Math.round(refillMs) })
        .execute(),
    );
  }

  async deleteFull(now: Date, limit: number): Promise<number> {
    const full = { fullAt: LessThan(now.getTime()) };
    const rows = await this.database.reader.find(AllowanceRow, { where: full, take: limit });
    if (rows.length === 0) return 0;
    const where = { digest: In(rows.map(({ digest }) => digest)), ...full };
    return affected(await this.database.statement((manager) => manager.delete(AllowanceRow, where)));
  }

  // One conditional statement, so that concurrent attempts in all replicas cannot exceed the allowance. A value too far in the
  // future was stored before the store's clock was set back.
  private async takeStored(digest: string, allowance: Allowance, now: number, latest: number): Promise<boolean> {
    const refillMs = Math.round(allowance.refillMs);
    const impossible = now + allowance.burst * allowance.refillMs + CLOCK_TOLERANCE_MS;
    const result = await this.database.statement((manager) =>
      manager
        .createQueryBuilder()
        .update(AllowanceRow)
        .set({
          fullAt: () => 'CASE WHEN full_at < :now OR full_at > :impossible THEN :now ELSE full_at END + :refillMs',
        })
        .where('digest = :digest AND (full_at <= :latest OR full_at > :impossible)')
        .setParameters({ digest, refillMs, now, latest, impossible })
        .execute(),
    );
    return affected(result) > 0;
  }

  private async takeFirst(digest: string, fullAt: number): Promise<boolean> {
    try {
      await this.database.statement((manager) => manager.insert(AllowanceRow, { digest, fullAt: Math.round(fullAt) }));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
