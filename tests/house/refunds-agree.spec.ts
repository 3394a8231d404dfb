import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Registration } from '#contracts';
import { algorithms, later, monday, noHolds, request } from '../../apps/registration/test/registration-states.js';
import {
  decideLectureCanceled,
  decideRemove,
  decideStudentCancel,
} from '../../apps/registration/src/domain/cancellation.js';
import { decideCancelPlaces } from '../../apps/registration/src/domain/change-places.js';
import { tierNow } from '../../apps/registration/src/domain/refund-quote.js';
import {
  decideRequest,
  type Decision,
  type RegistrationState,
} from '../../apps/registration/src/domain/registration.js';
import { decideConfirm } from '../../apps/registration/src/domain/payment.js';
import {
  applyProviderResult,
  refundKeyOf,
  type ProviderResult,
} from '../../apps/payment/src/domain/apply-provider-result.js';
import { endPayments, raiseRefund } from '../../apps/payment/src/domain/end-payments.js';
import { noPayments, type PaymentsOfRegistration } from '../../apps/payment/src/domain/payments-of-registration.js';
import { startRefundStep } from '../../apps/payment/src/domain/refund-step.js';
import { startAttempt } from '../../apps/payment/src/domain/start-attempt.js';

const start = new Date(algorithms.firstSessionAt);
const refundTiers = ['1', '5/6', '2/3', '1/2'].map((refund, n) => ({
  until: later(60 * n, start).toISOString(),
  refund,
}));
const terms = { hours: 72 };

/** The provider's books: every refund by its key, as its contract suite describes it. */
class Books {
  readonly refunds = new Map<string, number>();
  private isWhole = false;

  constructor(private readonly captured: number) {}

  get refunded(): number {
    return this.isWhole ? this.captured : [...this.refunds.values()].reduce((sum, amount) => sum + amount, 0);
  }

  cancel(): ProviderResult {
    if (this.refunds.size === 0) this.isWhole = true;
    return this.status();
  }

  refund(key: string, amount: number): ProviderResult {
    if (!this.refunds.has(key) && !this.isWhole && this.refunded + amount <= this.captured)
      this.refunds.set(key, amount);
    return this.status();
  }

  status(): ProviderResult {
    const refunds = [...this.refunds].map(([refundKey, amount]) => ({ refundKey, amount }));
    return {
      state: this.refunded === this.captured ? 'REFUNDED' : 'CAPTURED',
      ...(refunds.length > 0 && { refunds }),
    };
  }
}

const act = fc.oneof(
  fc.record({
    kind: fc.constant('cancel places' as const),
    numbers: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }),
  }),
  fc.record({ kind: fc.constantFrom('cancel', 'cancel lecture', 'remove', 'next tier') }),
);
/** `lost`: the provider acts, and its answer is lost; `failed`: it does not act. */
const delivery = fc.record({ event: fc.nat(), call: fc.constantFrom('answered', 'lost', 'failed') });

interface Run {
  fee: number;
  acts: (typeof act extends fc.Arbitrary<infer A> ? A : never)[];
  deliveries: { event: number; call: string }[];
}

function registered(fee: number): RegistrationState {
  const lecture = {
    ...algorithms,
    refundTiers,
    capacity: 60,
    maxPlaces: 4,
    fee: { amount: fee, currency: 'KRW' as const },
  };
  const wanted = { ...request, places: [{}, {}, {}, {}] };
  return decideRequest(lecture, wanted, monday, noHolds).state;
}

/** Runs a registration, then delivers its events and settles the payment in any order, with faults, until both rest. */
function settled({ fee, acts, deliveries }: Run, step: typeof startRefundStep) {
  let state = registered(fee);
  const amount = state.fee;
  const paymentId = request.paymentId;
  let payments: PaymentsOfRegistration = startAttempt(
    noPayments(state.id),
    { paymentId, studentId: state.studentId, attempt: 1, amount, method: 'card', token: 'tok_ok' },
    monday,
  ).state;
  payments = applyProviderResult(payments, paymentId, { state: 'CAPTURED' }, monday).state;
  const books = new Books(amount.amount);
  state = decideConfirm(state, payments.attempts[0]!, monday).state;
  const totals: number[] = [];
  const published: Registration[] = [];
  let now = later(-1, start);
  const decide = (run: () => Decision) => {
    try {
      const { state: next, events } = run();
      state = next;
      published.push(...events.map(({ data }) => data));
      totals.push(state.refundDue?.amount ?? 0);
    } catch (error) {
      if ((error as { rejected?: boolean }).rejected !== true) throw error;
    }
  };
  for (const each of acts) {
    const whole = () => decideStudentCancel(state, algorithms, now, terms);
    if (each.kind === 'next tier') now = later(60, now);
    else if (each.kind === 'cancel') decide(whole);
    else if (each.kind === 'cancel lecture') decide(() => decideLectureCanceled(state, now));
    else if (each.kind === 'remove') decide(() => decideRemove(state, { by: 'park', note: 'No.' }, now));
    else if ('numbers' in each)
      decide(() =>
        decideCancelPlaces(state, each.numbers, whole, now, () => tierNow(state, algorithms, now).tier.refund),
      );
  }
  const deliver = ({ status, refundDue }: Registration) => {
    const refund = refundDue && { paymentId, due: refundDue };
    if (status === 'CANCELED') payments = endPayments(payments, now, refund).state;
    else if (refund) payments = raiseRefund(payments, refund).state;
  };
  const settle = (call: string) => {
    const { state: stored, next } = step(payments, paymentId);
    payments = stored;
    if (next.kind === 'none' || call === 'failed') return;
    const answer =
      next.kind === 'cancel' ? books.cancel() : books.refund(refundKeyOf(paymentId, next.total), next.amount);
    if (call === 'answered') payments = applyProviderResult(payments, paymentId, answer, now).state;
  };
  for (const { event, call } of deliveries) {
    if (published.length > 0) deliver(published[event % published.length]!);
    settle(call);
  }
  published.forEach(deliver);
  for (let i = 0; i < 4; i++) settle('answered');
  return { state, payment: payments.attempts[0]!, books, totals };
}

const runs = fc.record({
  fee: fc.integer({ min: 1, max: 100_000 }),
  acts: fc.array(act, { maxLength: 8 }),
  deliveries: fc.array(delivery, { maxLength: 12 }),
});

function disagreement(run: Run, step = startRefundStep): string | undefined {
  const { state, payment, books, totals } = settled(run, step);
  const isEnded = state.status === 'CANCELED';
  const due = state.refundDue?.amount ?? (isEnded ? state.fee.amount : 0);
  const refunded =
    payment.refunded?.amount ?? (payment.status === 'CANCELED' && !payment.refundDue ? state.fee.amount : 0);
  if (totals.some((total, n) => total < (totals[n - 1] ?? 0))) return `the total falls: ${totals.join()}`;
  if (due !== books.refunded || due !== refunded)
    return `due ${due}, refunded ${refunded}, by the provider ${books.refunded}`;
  if ((payment.status === 'CANCELED') !== isEnded) return `${state.status} with a payment that is ${payment.status}`;
  return undefined;
}

describe('the refunds of a registration', () => {
  it('agree to the won in registration, payment and provider, whatever is canceled, lost, repeated and reordered', () => {
    fc.assert(
      fc.property(runs, (run) => expect(disagreement(run)).toBeUndefined()),
      { numRuns: 1_000 },
    );
  });

  it('disagree if a step does not continue the one before it (negative control)', () => {
    const forgetful: typeof startRefundStep = (state, id) =>
      startRefundStep({ ...state, refund: state.refund && { ...state.refund, step: null } }, id);
    const found = fc.check(
      fc.property(runs, (run) => disagreement(run, forgetful) === undefined),
      // Not every seed leads to such a history within this number of runs.
      { numRuns: 3_000, seed: 5 },
    );
    expect(found.failed).toBe(true);
  });
});
