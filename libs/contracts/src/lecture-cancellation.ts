import { z } from 'zod';
import { TotalMoney } from './statistics.js';
import { Id, Instant } from './values.js';

const count = (description: string, example: number) => z.int().min(0).meta({ description, example });

/** Before a lecture is canceled: what that would mean. Afterward: how far it has come. */
export const LectureCancellation = z
  .object({
    lectureId: Id.describe('Id of the lecture.'),
    students: count('Students who are confirmed, await approval or have yet to pay; 0 once all are canceled.', 12),
    places: count('Places of these students.', 15),
    canceledStudents: count('Students whose registration ended because the lecture was canceled.', 0),
    payments: count('Payments of all these students.', 11),
    refundedPayments: count('How many of these payments have been refunded in full.', 0),
    paid: TotalMoney.describe('The sum of these payments.'),
    refunded: TotalMoney.describe('How much of it has been refunded.'),
    asOf: Instant.describe('When these numbers were counted; they may lag by a moment.'),
  })
  .meta({ id: 'LectureCancellation', description: 'The consequences of canceling a lecture, and their progress.' });
export type LectureCancellation = z.infer<typeof LectureCancellation>;
