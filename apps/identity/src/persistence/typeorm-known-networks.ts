import { Injectable } from '@nestjs/common';
import { Entity, In, LessThan, PrimaryColumn } from 'typeorm';
import { affected, Database, InstantColumn, isDuplicateKey } from '#persistence';
import { KnownNetworks } from '../ports/sessions.js';

@Entity('known_networks')
export class KnownNetworkRow {
  /** Keyed digest of an account's e-mail address and a network from which its owner has signed in. */
  @PrimaryColumn({ type: 'char', length: 64 })
  digest: string;

  @InstantColumn({ name: 'last_at' })
  lastAt: Date;
}

const UPDATE_AFTER_MS = 24 * 60 * 60 * 1000;

@Injectable()
export class TypeormKnownNetworks extends KnownNetworks {
  constructor(private readonly database: Database) {
    super();
  }

  includes(digests: string[]): Promise<boolean> {
    return this.database.reader.existsBy(KnownNetworkRow, { digest: In(digests) });
  }

  async add(digest: string, now: Date): Promise<void> {
    const row = await this.database.reader.findOneBy(KnownNetworkRow, { digest });
    if (row !== null && now.getTime() - row.lastAt.getTime() < UPDATE_AFTER_MS) return;
    await this.database.statement(async (manager) => {
      if (row !== null) return manager.update(KnownNetworkRow, { digest }, { lastAt: now });
      return manager.insert(KnownNetworkRow, { digest, lastAt: now }).catch(ignoreDuplicate);
    });
  }

  async deleteBefore(instant: Date, limit: number): Promise<number> {
    const old = await this.database.reader.find(KnownNetworkRow, { where: { lastAt: LessThan(instant) }, take: limit });
    if (old.length === 0) return 0;
    const where = { digest: In(old.map(({ digest }) => digest)), lastAt: LessThan(instant) };
    return affected(await this.database.statement((manager) => manager.delete(KnownNetworkRow, where)));
  }
}

function ignoreDuplicate(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}
