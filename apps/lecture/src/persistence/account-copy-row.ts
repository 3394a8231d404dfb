import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts';

@Entity('account_copy')
export class AccountCopyRow {
  @PrimaryColumn({ type: 'varchar', length: 128 })
  id: string;

  @Column({ type: 'varchar', length: 16 })
  role: Role;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'int' })
  sequence: number;

  /** The folded name, for the search of lectures. */
  @Column({ name: 'search_name', type: 'text', select: false })
  searchName?: string;

  /** Folded name and e-mail address, for the search in rosters. */
  @Column({ name: 'search_text', type: 'text', select: false })
  searchText?: string;
}
