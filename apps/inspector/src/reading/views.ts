import type { Account, LectureState, Payment, Registration } from '#contracts';
import type { Shown } from '../invariants/things.js';
import type { Range } from './ranges.js';

/** What My Page shows: the parts of the generation that is read. */
export abstract class Views {
  abstract registrations(ids: Range): Promise<Shown<Registration>[]>;

  abstract paymentsOf(registrationIds: Range): Promise<Shown<Payment>[]>;

  abstract lectures(ids: Range): Promise<Shown<LectureState>[]>;

  abstract accounts(ids: Range): Promise<Shown<Account>[]>;

  abstract close(): Promise<void>;
}
