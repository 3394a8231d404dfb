import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RegistrationStatus } from '#contracts';
import type { TimelessDocument } from '../src/domain/view-document.js';
import type { ViewPosition } from '../src/ports/views.js';
import {
  account,
  algorithms,
  confirmed,
  drPark,
  idOf,
  joon,
  lecture,
  march,
  mina,
  part,
  payment,
  registration,
  won,
} from './states.js';
import type { Fresh } from './views-fixture.js';

export function documentsContract(fresh: Fresh): void {
  const saveRegistration = async (number: number, changes: Partial<Parameters<typeof registration>[0]> = {}) =>
    fresh().views.save(
      part('registration', registration({ id: idOf(number), requestedAt: march(2, number), ...changes })),
    );

  const readAll = async (status?: RegistrationStatus, limit = 2): Promise<TimelessDocument[]> => {
    const all: TimelessDocument[] = [];
    let after: ViewPosition | undefined;
    do {
      const { items, next } = await fresh().views.page(mina, {
        limit,
        ...(status && { status }),
        ...(after && { after }),
      });
      all.push(...items);
      after = next ?? undefined;
    } while (after);
    return all;
  };

  describe('documents of views', () => {
    it('are listed newest registration first, page by page, without duplicates and gaps', async () => {
      for (const number of [3, 1, 5, 2, 4]) await saveRegistration(number);
      expect((await readAll()).map(({ registrationId }) => registrationId)).toEqual([5, 4, 3, 2, 1].map(idOf));
    });

    it('are listed by id for registrations of the same instant', async () => {
      for (const number of [3, 1, 2]) await saveRegistration(number, { requestedAt: march(2) });
      expect((await readAll()).map(({ registrationId }) => registrationId)).toEqual([3, 2, 1].map(idOf));
    });

    it('end with a full last page', async () => {
      for (const number of [1, 2]) await saveRegistration(number);
      expect(await fresh().views.page(mina, { limit: 2 })).toMatchObject({ next: null });
    });

    it('are listed on page two without changes when a new registration arrives', async () => {
      for (const number of [1, 2, 3]) await saveRegistration(number);
      const { next } = await fresh().views.page(mina, { limit: 2 });
      await saveRegistration(9);
      const second = await fresh().views.page(mina, { limit: 2, after: next! });
      expect(second.items.map(({ registrationId }) => registrationId)).toEqual([idOf(1)]);
    });

    it('can be filtered by status', async () => {
      await saveRegistration(1, { status: 'CONFIRMED' });
      await saveRegistration(2);
      await saveRegistration(3, { status: 'CONFIRMED' });
      expect((await readAll('CONFIRMED', 1)).map(({ registrationId }) => registrationId)).toEqual([idOf(3), idOf(1)]);
      expect(await readAll('EXPIRED')).toEqual([]);
    });

    it('are visible to their student only', async () => {
      await saveRegistration(1);
      expect(await fresh().views.document(joon, idOf(1))).toBeNull();
      expect((await fresh().views.page(joon, { limit: 20 })).items).toEqual([]);
    });

    it('contain the payment of the highest attempt and a timeline of all attempts', async () => {
      const { views } = fresh();
      await saveRegistration(1);
      await views.save(part('payment', payment({ id: idOf(12), attempt: 2, completedAt: march(2, 9) })));
      await views.save(part('payment', payment({ status: 'CANCELED', completedAt: null, canceledAt: march(2, 8) })));
      const document = await views.document(mina, idOf(1));
      expect(document?.payment).toMatchObject({ id: idOf(12), attempt: 2 });
      expect(document?.timeline.map(({ event }) => event)).toEqual([
        'registration.requested',
        'payment.canceled',
        'payment.completed',
      ]);
    });
  });

  describe('the counts of a cancellation', () => {
    const place = { no: 1, fee: won(24_500), seat: null, participant: null, canceledAt: null };
    const places = [place, { ...place, no: 2, canceledAt: march(2, 3) }, { ...place, no: 3 }];
    const byLecture = { status: 'CANCELED', cancelReason: 'LECTURE_CANCELED', endedAt: march(3), version: 3 } as const;

    beforeEach(async () => {
      const { views } = fresh();
      await views.save(part('lecture', lecture()));
      await views.save(part('registration', confirmed({ places })));
      await views.save(
        part('payment', payment({ amount: won(73_500), refundDue: won(24_500), refunded: won(24_500) })),
      );
      await saveRegistration(2, { studentId: joon, paymentId: null });
      await saveRegistration(3, { status: 'CANCELED', cancelReason: 'STUDENT', endedAt: march(3) });
      await views.save(part('payment', payment({ id: idOf(13), registrationId: idOf(3) })));
      await saveRegistration(4, { lectureId: idOf(102) });
    });

    it('are what the lecture would take from its live registrations', async () => {
      expect(await fresh().views.cancellation(algorithms)).toEqual({
        instructorId: drPark,
        ...{ students: 2, places: 3, canceledStudents: 0, payments: 1, refundedPayments: 0 },
        ...{ paid: 73_500, refunded: 24_500 },
      });
      expect(await fresh().views.cancellation(idOf(102))).toBeNull();
    });

    it('follow the registrations and payments while they are canceled', async () => {
      const { views } = fresh();
      await views.save(part('registration', confirmed({ places, ...byLecture })));
      expect(await views.cancellation(algorithms)).toMatchObject({
        students: 1,
        canceledStudents: 1,
        refunded: 24_500,
      });
      const refunded = { amount: won(73_500), status: 'CANCELED', canceledAt: march(3), version: 4 } as const;
      await views.save(part('payment', payment(refunded)));
      await saveRegistration(2, { ...byLecture, studentId: joon, paymentId: null });
      expect(await views.cancellation(algorithms)).toEqual({
        instructorId: drPark,
        ...{ students: 0, places: 0, canceledStudents: 2, payments: 1, refundedPayments: 1 },
        ...{ paid: 73_500, refunded: 73_500 },
      });
    });
  });

  describe('the overview of views', () => {
    it('is empty for an unknown student', async () => {
      expect(await fresh().views.overview('unknown', march(3))).toEqual({
        student: { id: 'unknown', name: null },
        counts: {},
        totalPaid: won(0),
        upcoming: [],
      });
    });

    it('contains the name of the account, and null until the account is known', async () => {
      const { views } = fresh();
      expect((await views.overview(mina, march(3))).student.name).toBeNull();
      await views.save(part('account', account()));
      expect((await views.overview(mina, march(3))).student.name).toBe('Mina');
    });

    it('counts registrations by status and adds up completed payments only', async () => {
      const { views } = fresh();
      await saveRegistration(1, { status: 'CONFIRMED' });
      await saveRegistration(2, { status: 'CANCELED' });
      await saveRegistration(3, { status: 'CONFIRMED' });
      await saveRegistration(4, { studentId: joon, status: 'CONFIRMED' });
      const paid = (number: number, amount: number, changes = {}) =>
        views.save(
          part(
            'payment',
            payment({ id: idOf(10 + number), registrationId: idOf(number), amount: won(amount), ...changes }),
          ),
        );
      await paid(1, 59_000, { refundDue: won(10_000), refunded: won(10_000) });
      await paid(2, 30_000, { status: 'CANCELED' });
      await paid(3, 1_000, { cancelRequestedAt: march(4) });
      await paid(4, 7_000);
      await paid(5, 500);
      const { counts, totalPaid } = await views.overview(mina, march(3));
      expect(counts).toEqual({ CONFIRMED: 2, CANCELED: 1 });
      expect(totalPaid).toEqual(won(50_000));
    });

    it('counts a status of a later release, and treats it as neither live nor confirmed', async () => {
      const { views } = fresh();
      await saveRegistration(1, { status: 'OF_A_LATER_RELEASE', cancelReason: 'OF_A_LATER_RELEASE' });
      expect(await views.overview(mina, march(3))).toMatchObject({ counts: { OF_A_LATER_RELEASE: 1 }, upcoming: [] });
      expect((await views.page(mina, { limit: 20 })).items).toHaveLength(1);
    });

    it('lists at most ten live registrations, the earliest lecture first', async () => {
      const { views } = fresh();
      for (let number = 1; number <= 12; number++) {
        const sessions = [{ startsAt: march(30 - number), endsAt: march(30 - number, 60) }];
        await views.save(part('lecture', lecture({ id: idOf(200 + number), sessions })));
        await saveRegistration(number, {
          lectureId: idOf(200 + number),
          status: (['AWAITING_PAYMENT', 'CONFIRMED', 'AWAITING_APPROVAL'] as const)[number % 3]!,
        });
      }
      await saveRegistration(13, { lectureId: idOf(212), status: 'EXPIRED' });
      const { upcoming } = await views.overview(mina, march(3));
      expect(upcoming.map(({ registrationId }) => registrationId)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(idOf));
    });

    it('lists lectures by the next session that has not ended, without those that have none', async () => {
      const { views } = fresh();
      const onDays = (number: number, ...days: number[]) => {
        const sessions = days.map((day) => ({ startsAt: march(day), endsAt: march(day, 60) }));
        return views.save(part('lecture', lecture({ id: idOf(200 + number), sessions })));
      };
      await onDays(1, 1, 15, 8);
      await onDays(2, 9, 5);
      await onDays(3, 9, 7);
      await onDays(4, 1, 6);
      for (const number of [1, 2, 3, 4]) await saveRegistration(number, { lectureId: idOf(200 + number) });
      const upcomingAt = async (now: string) =>
        (await views.overview(mina, now)).upcoming.map(({ registrationId }) => registrationId);
      expect(await upcomingAt(march(5, 59))).toEqual([2, 4, 3, 1].map(idOf));
      expect(await upcomingAt(march(6, 60))).toEqual([3, 1, 2].map(idOf));
      expect(await upcomingAt(march(15, 60))).toEqual([]);
    });

    it('excludes lectures that have ended, and lists unknown lectures last', async () => {
      const { views } = fresh();
      await views.save(part('lecture', lecture()));
      await views.save(part('lecture', lecture({ id: idOf(102), status: 'CLOSED' })));
      await saveRegistration(1, { lectureId: idOf(102), status: 'CONFIRMED' });
      await saveRegistration(2, { lectureId: idOf(103), status: 'CONFIRMED' });
      await views.save(part('registration', confirmed({ id: idOf(3) })));
      const { upcoming, counts } = await views.overview(mina, march(3));
      expect(upcoming.map(({ registrationId }) => registrationId)).toEqual([idOf(3), idOf(2)]);
      expect(counts).toEqual({ CONFIRMED: 3 });
    });
  });
}
