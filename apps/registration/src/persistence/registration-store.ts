import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type StoreAddress, type StoreSchema } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord } from '#platform';
import { CreateRegistrations1760000001000 } from './migrations/1760000001000-create-registrations.js';
import { SessionEndsAndHoldSlots1791000000000 } from './migrations/1791000000000-session-ends-and-hold-slots.js';
import { DeclinedAttempts1795000000000 } from './migrations/1795000000000-declined-attempts.js';
import { NotesOfRemovals1796000000000 } from './migrations/1796000000000-notes-of-removals.js';
import { PeriodsOfLectures1798000000000 } from './migrations/1798000000000-periods-of-lectures.js';
import { RefundTiers1799000000000 } from './migrations/1799000000000-refund-tiers.js';
import { Approvals1799200000000 } from './migrations/1799200000000-approvals.js';
import { PlacesAndSeats1799100000000 } from './migrations/1799100000000-places-and-seats.js';
import { RescheduledSessions1799300000000 } from './migrations/1799300000000-rescheduled-sessions.js';
import { RegistrationRow } from './registration-row.js';
import { SeatLedgerRow } from './seat-ledger-row.js';
import { AuditRow } from './typeorm-audit.js';
import { SeatRow } from './typeorm-seats.js';

export const registrationSchema: StoreSchema = {
  entities: [RegistrationRow, SeatLedgerRow, SeatRow, AuditRow, IdempotencyRecord, ...messagingEntities],
  migrations: [
    CreateRegistrations1760000001000,
    SessionEndsAndHoldSlots1791000000000,
    DeclinedAttempts1795000000000,
    ...idempotencyMigrations,
    ...messagingMigrations,
    NotesOfRemovals1796000000000,
    PeriodsOfLectures1798000000000,
    RefundTiers1799000000000,
    Approvals1799200000000,
    PlacesAndSeats1799100000000,
    RescheduledSessions1799300000000,
  ],
};

export const openRegistrationStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...registrationSchema, service: 'registration' });
