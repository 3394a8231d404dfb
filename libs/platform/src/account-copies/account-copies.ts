import type { Provider, Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Account } from '#contracts';
import { Database, TransactionBatcher, upsertEachNewest } from '#persistence';
import { Column, PrimaryColumn } from 'typeorm';

/** The columns of a service's copy of identity's accounts; its own entity extends them by the ones that only it needs. */
export abstract class AccountCopyColumns {
  @PrimaryColumn({ type: 'varchar', length: 128 })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'int' })
  sequence: number;
}

export abstract class AccountCopies {
  /** `stale`: a later state of the account was stored already, and nothing changed. */
  abstract save(account: Account, sequence: number): Promise<'stale' | void>;
}

export class UpdateAccountCopy extends Command<'stale' | void> {
  constructor(
    readonly account: Account,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(UpdateAccountCopy)
export class UpdateAccountCopyHandler implements ICommandHandler<UpdateAccountCopy> {
  constructor(private readonly copies: AccountCopies) {}

  execute({ account, sequence }: UpdateAccountCopy): Promise<'stale' | void> {
    return this.copies.save(account, sequence);
  }
}

export class TypeormAccountCopies<Row extends AccountCopyColumns> extends AccountCopies {
  private readonly saved: TransactionBatcher<AccountCopyColumns, 'kept' | 'stale'>;

  constructor(
    database: Database,
    table: Type<Row>,
    private readonly rowOf: (account: Account, sequence: number) => Row,
  ) {
    super();
    this.saved = new TransactionBatcher(
      database,
      (rows, manager) => upsertEachNewest<AccountCopyColumns>(manager, table, 'id', rows),
      ({ id }) => id,
    );
  }

  async save(account: Account, sequence: number): Promise<'stale' | void> {
    const result = await this.saved.add(this.rowOf(account, sequence));
    if (result === 'stale') return 'stale';
  }
}

export const accountCopies = <Row extends AccountCopyColumns>(
  table: Type<Row>,
  rowOf: (account: Account, sequence: number) => Row,
): Provider[] => [
  {
    provide: AccountCopies,
    inject: [Database],
    useFactory: (database: Database) => new TypeormAccountCopies(database, table, rowOf),
  },
  UpdateAccountCopyHandler,
];
