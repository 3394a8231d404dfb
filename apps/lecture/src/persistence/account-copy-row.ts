import type { Account, Role } from '#contracts';
import { AccountCopyColumns } from '#platform';
import { Column, Entity } from 'typeorm';
import { searchText } from '../domain/search-text.js';

@Entity('account_copy')
export class AccountCopyRow extends AccountCopyColumns {
  @Column({ type: 'varchar', length: 16 })
  role: Role;

  /** The folded name, for the search of lectures. */
  @Column({ name: 'search_name', type: 'text', select: false })
  searchName?: string;

  /** Folded name and e-mail address, for the search in rosters. */
  @Column({ name: 'search_text', type: 'text', select: false })
  searchText?: string;
}

export const accountCopyRow = ({ id, role, name, email }: Account, sequence: number): AccountCopyRow => ({
  id,
  role,
  name,
  email,
  sequence,
  searchName: searchText(name),
  searchText: searchText(name, email),
});
