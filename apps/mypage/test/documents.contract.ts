import { describe, expect, it } from '@jest/globals';
import type { RegistrationStatus, ViewDocument } from '#contracts';
import type { ViewPlace } from '../src/domain/views.js';
import { account, confirmed, idOf, joon, lecture, march, mina, part, payment, registration, won } from './states.js';
import type { Fresh } from './views-under-test.js';

/** What a student reads: one document, pages of them, and the head of My Page. */
export function documentsContract(fresh: Fresh): void {
  const minaRegisters = async (number: number, changes: Partial<Parameters<typeof registration>[0]> = {}) =>
    fresh().views.keep(
      part('registration', registration({ id: idOf(number), requestedAt: march(2, number), ...changes })),
    );

  const readAll = async (status?: RegistrationStatus, limit = 2): Promise<ViewDocument[]> => {
    const all: ViewDocument[] = [];
    let after: ViewPlace | undefined;
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

  describe('show documents', () => {
    it('newest registration first, page after page, none twice and none left out', async () => {
      for (const number of [3, 1, 5, 2, 4]) await minaRegisters(number);
      expect((await readAll()).map(({ registrationId }) => registrationId)).toEqual([5, 4, 3, 2, 1].map(idOf));
    });

    it('registrations of the same instant in the order of their ids', async () => {
      for (const number of [3, 1, 2]) await minaRegisters(number, { requestedAt: march(2) });
      expect((await readAll()).map(({ registrationId }) => registrationId)).toEqual([3, 2, 1].map(idOf));
    });

    it('no further page after a last one that is exactly full', async () => {
      for (const number of [1, 2]) await minaRegisters(number);
      expect(await fresh().views.page(mina, { limit: 2 })).toMatchObject({ next: null });
    });

    it('a new registration does not disturb who is reading page two', async () => {
      for (const number of [1, 2, 3]) await minaRegisters(number);
      const { next } = await fresh().views.page(mina, { limit: 2 });
      await minaRegisters(9);
      const second = await fresh().views.page(mina, { limit: 2, after: next! });
      expect(second.items.map(({ registrationId }) => registrationId)).toEqual([idOf(1)]);
    });

    it('of one status only, when asked', async () => {
      await minaRegisters(1, { status: 'CONFIRMED' });
      await minaRegisters(2);
      await minaRegisters(3, { status: 'CONFIRMED' });
      expect((await readAll('CONFIRMED', 1)).map(({ registrationId }) => registrationId)).toEqual([idOf(3), idOf(1)]);
      expect(await readAll('EXPIRED')).toEqual([]);
    });

    it('to nobody but their student', async () => {
      await minaRegisters(1);
      expect(await fresh().views.document(joon, idOf(1))).toBeNull();
      expect((await fresh().views.page(joon, { limit: 20 })).items).toEqual([]);
    });

    it('with the highest attempt, and with the story of all', async () => {
      const { views } = fresh();
      await minaRegisters(1);
      await views.keep(part('payment', payment({ id: idOf(12), attempt: 2, completedAt: march(2, 9) })));
      await views.keep(part('payment', payment({ status: 'CANCELED', completedAt: null, canceledAt: march(2, 8) })));
      const document = await views.document(mina, idOf(1));
      expect(document?.payment).toMatchObject({ id: idOf(12), attempt: 2 });
      expect(document?.timeline.map(({ event }) => event)).toEqual([
        'registration.requested',
        'payment.canceled',
        'payment.completed',
      ]);
    });
  });

  describe('show an overview', () => {
    it('empty for a stranger', async () => {
      expect(await fresh().views.overview('nobody')).toEqual({
        student: { id: 'nobody', name: null },
        counts: {},
        totalPaid: won(0),
        upcoming: [],
      });
    });

    it('with the name of the account, and null until that is known', async () => {
      const { views } = fresh();
      expect((await views.overview(mina)).student.name).toBeNull();
      await views.keep(part('account', account()));
      expect((await views.overview(mina)).student.name).toBe('Mina');
    });

    it('that counts registrations by status and adds up completed payments only', async () => {
      const { views } = fresh();
      await minaRegisters(1, { status: 'CONFIRMED' });
      await minaRegisters(2, { status: 'CANCELED' });
      await minaRegisters(3, { status: 'CONFIRMED' });
      await minaRegisters(4, { studentId: joon, status: 'CONFIRMED' });
      const paid = (number: number, amount: number, changes = {}) =>
        views.keep(
          part(
            'payment',
            payment({ id: idOf(10 + number), registrationId: idOf(number), amount: won(amount), ...changes }),
          ),
        );
      await paid(1, 49_000);
      await paid(2, 30_000, { status: 'CANCELED' });
      await paid(3, 1_000, { cancelRequestedAt: march(4) });
      await paid(4, 7_000);
      await paid(5, 500);
      const { counts, totalPaid } = await views.overview(mina);
      expect(counts).toEqual({ CONFIRMED: 2, CANCELED: 1 });
      expect(totalPaid).toEqual(won(50_000));
    });

    it('with at most ten live registrations, the lecture that begins first in front', async () => {
      const { views } = fresh();
      for (let number = 1; number <= 12; number++) {
        const sessions = [{ startsAt: march(30 - number), endsAt: march(30 - number, 60) }];
        await views.keep(part('lecture', lecture({ id: idOf(200 + number), sessions })));
        await minaRegisters(number, {
          lectureId: idOf(200 + number),
          status: number % 2 ? 'CONFIRMED' : 'AWAITING_PAYMENT',
        });
      }
      await minaRegisters(13, { lectureId: idOf(212), status: 'EXPIRED' });
      const { upcoming } = await views.overview(mina);
      expect(upcoming.map(({ registrationId }) => registrationId)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(idOf));
    });

    it('where a lecture that is over no longer comes next, and one that is still unknown comes last', async () => {
      const { views } = fresh();
      await views.keep(part('lecture', lecture()));
      await views.keep(part('lecture', lecture({ id: idOf(102), status: 'CLOSED' })));
      await minaRegisters(1, { lectureId: idOf(102), status: 'CONFIRMED' });
      await minaRegisters(2, { lectureId: idOf(103), status: 'CONFIRMED' });
      await views.keep(part('registration', confirmed({ id: idOf(3) })));
      const { upcoming, counts } = await views.overview(mina);
      expect(upcoming.map(({ registrationId }) => registrationId)).toEqual([idOf(3), idOf(2)]);
      expect(counts).toEqual({ CONFIRMED: 3 });
    });
  });
}
