import type { Account } from '../account.js';
import type { LectureState } from '../lecture.js';
import type { Payment } from '../payment.js';
import type { Registration } from '../registration.js';
import type { EventData, EventName } from './catalog.js';

const at = (minute: number): string => `2027-02-22T09:${String(minute).padStart(2, '0')}:00.000Z`;
const idOf = (n: number): string => `0193a5b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const fee = { amount: 49_000, currency: 'KRW' } as const;

const lecture: LectureState = {
  id: idOf(0x101),
  title: 'Algorithms 101',
  description: 'Sorting, graphs and the art of counting steps.',
  category: 'computer-science',
  instructor: { id: idOf(0xb001), name: 'Dr. Park' },
  fee,
  capacity: 30,
  sessions: [{ startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.000Z', place: 'Room 301' }],
  status: 'OPEN',
  cancelNote: null,
  createdAt: at(0),
  updatedAt: at(0),
  version: 1,
};
const changedLecture = { ...lecture, updatedAt: at(5), version: 2 };

const registration: Registration = {
  id: idOf(0x201),
  lectureId: lecture.id,
  studentId: idOf(0xa001),
  status: 'AWAITING_PAYMENT',
  cancelReason: null,
  fee,
  paymentId: idOf(0x301),
  holdExpiresAt: at(20),
  requestedAt: at(10),
  confirmedAt: null,
  endedAt: null,
  version: 1,
};
const confirmed = {
  ...registration,
  status: 'CONFIRMED',
  holdExpiresAt: null,
  confirmedAt: at(11),
  version: 2,
} as const;
const awaitingApproval = {
  ...registration,
  status: 'AWAITING_APPROVAL',
  holdExpiresAt: '2027-02-25T09:11:00.000Z',
  approval: { requestedAt: at(11), decidedAt: null, decidedBy: null, accepted: null, note: null },
  version: 2,
} as const;
const ended = { ...registration, holdExpiresAt: null, endedAt: at(20), version: 2 };

const paid: Omit<Payment, 'version'> = {
  id: idOf(0x301),
  registrationId: registration.id,
  studentId: registration.studentId,
  attempt: 1,
  amount: fee,
  status: 'COMPLETED',
  method: 'card',
  declineReason: null,
  createdAt: at(10),
  completedAt: at(11),
  cancelRequestedAt: null,
  canceledAt: null,
};
const payment: Payment = { ...paid, version: 2 };

const account: Account = {
  id: idOf(0xa001),
  email: 'mina@sugang.dev',
  name: 'Mina',
  role: 'student',
  locale: 'ko',
  createdAt: at(0),
};

export const eventExamples: { [Name in EventName]: EventData<Name> } = {
  'lecture.opened': lecture,
  'lecture.changed': { ...changedLecture, capacity: 40 },
  'lecture.canceled': { ...changedLecture, status: 'CANCELED', cancelNote: 'Dr. Park is ill.' },
  'lecture.closed': { ...changedLecture, status: 'CLOSED' },
  'lecture.announced': {
    id: idOf(0x401),
    lectureId: lecture.id,
    title: 'Bring a laptop',
    body: 'We will sort real data on Tuesday.',
    by: lecture.instructor.id,
    at: at(15),
  },
  'registration.requested': registration,
  'registration.payment-deferred': { ...registration, paymentDeferred: 'BREAKER_OPEN', version: 2 },
  'registration.approval-requested': awaitingApproval,
  'registration.confirmed': confirmed,
  'registration.declined': { ...ended, status: 'PAYMENT_DECLINED' },
  'registration.expired': { ...ended, status: 'EXPIRED' },
  'registration.canceled': { ...confirmed, status: 'CANCELED', cancelReason: 'STUDENT', endedAt: at(20), version: 3 },
  'registration.changed': { ...registration, declinedAttempts: 1, version: 2 },
  'payment.completed': payment,
  'payment.declined': { ...payment, status: 'DECLINED', declineReason: 'insufficient funds', completedAt: null },
  'payment.refunded': {
    ...paid,
    refundDue: { ...fee, amount: 20_000 },
    refunded: { ...fee, amount: 20_000 },
    refundedAt: at(16),
    version: 4,
  },
  'payment.canceled': { ...payment, status: 'CANCELED', cancelRequestedAt: at(20), canceledAt: at(21), version: 4 },
  'account.signed-up': account,
  'account.changed': { ...account, name: 'Mina Kim', locale: 'en' },
};
