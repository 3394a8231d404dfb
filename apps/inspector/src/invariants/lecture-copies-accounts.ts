import { difference } from './difference.js';
import type { Invariant } from './invariant.js';
import type { AccountDossier } from './things.js';

export const lectureCopiesAccounts: Invariant<AccountDossier> = {
  numbers: ['10'],
  rule: "Lecture's copy of each account is its last published state.",
  broken({ id, account, copy }) {
    if (!copy) return [`lecture has no copy of account ${id}`];
    const { name, email, version } = account;
    const differences = difference(copy, { name, email, sequence: version });
    return differences.length > 0 ? [`lecture has account ${id} with ${differences.join(', ')}`] : [];
  },
};
