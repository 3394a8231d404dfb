import { z } from 'zod';
import { isUnique, MAX_PLACES, SeatLabel } from './places.js';
import { Id, Instant, Money, open } from './values.js';

const MAX_SEATS = 2_000;
const SEATS_IN_A_ROW = 100;

const seatNumbers = z.array(z.int().min(1).max(SEATS_IN_A_ROW)).max(SEATS_IN_A_ROW);

const SeatingRow = z
  .strictObject({
    label: z
      .string()
      .max(10)
      .regex(/^[A-Za-z0-9가-힣]+$/)
      .meta({ description: 'Name of the row, in letters and digits.', example: 'A' }),
    seats: z.int().min(1).max(SEATS_IN_A_ROW).meta({ description: 'Number of seats, from 1 on.', example: 12 }),
    blocked: seatNumbers.optional().meta({ description: 'Seats that cannot be taken.', example: [1] }),
    accessible: seatNumbers.optional().meta({ description: 'Seats with space for a wheelchair.', example: [2] }),
    aisleAfter: seatNumbers.optional().meta({ description: 'Seats with an aisle after them.', example: [6] }),
    fee: Money.optional().describe('Fee of a seat of this row; the fee of the lecture if absent.'),
  })
  .meta({ id: 'SeatingRow', description: 'One row of seats.' });

/** The plan applies to all sessions of the lecture. Its capacity is the number of seats that are not blocked. */
export const SeatingPlan = z
  .strictObject({
    rows: z
      .array(SeatingRow)
      .min(1)
      .max(MAX_SEATS)
      .refine((rows) => isUnique(rows.map(({ label }) => label)), 'must not name a row twice')
      .refine((rows) => rows.reduce((sum, { seats }) => sum + seats, 0) <= MAX_SEATS, 'must have at most 2000 seats')
      .refine((rows) => rows.some((row) => blockedOf(row) < row.seats), 'must have a seat that is not blocked')
      .describe('The rows, from the front to the back.'),
  })
  .meta({
    id: 'SeatingPlan',
    description: 'The numbered seats of a lecture, at most 2,000.',
    example: { rows: [{ label: 'A', seats: 12, blocked: [1], accessible: [2], aisleAfter: [6] }] },
  });
export type SeatingPlan = z.infer<typeof SeatingPlan>;

const blockedOf = ({ seats, blocked = [] }: z.infer<typeof SeatingRow>): number =>
  new Set(blocked.filter((number) => number <= seats)).size;

export const capacityOf = ({ rows }: SeatingPlan): number =>
  rows.reduce((sum, row) => sum + row.seats - blockedOf(row), 0);

export const seatLabel = (row: string, number: number): string => `${row}-${number}`;

const maxPlaces = z.int().min(1).max(MAX_PLACES);

/** Fields of a lecture about places; an absent one means one place per registration without a numbered seat. */
export const placesOfLecture = {
  maxPlaces: maxPlaces
    .optional()
    .meta({ description: 'Places that one registration can have; one if absent.', example: 4 }),
  seating: SeatingPlan.optional().describe('The numbered seats; absent if there are none.'),
};

export const changedPlacesOfLecture = {
  maxPlaces: maxPlaces
    .nullable()
    .meta({ description: 'Places that one registration can have; null: one.', example: 4 }),
  seating: SeatingPlan.nullable().describe('The new plan, which must have every occupied seat; null removes it.'),
};

export const SeatState = z
  .enum(['free', 'held', 'taken', 'blocked'])
  .meta({ id: 'SeatState', description: '`held`: it waits for a payment. `blocked`: it cannot be taken.' });

export const SeatMap = z
  .object({
    lectureId: Id.describe('Id of the lecture.'),
    asOf: Instant.describe('When the seats were read.'),
    rows: z
      .array(
        z.object({
          label: z.string().meta({ description: 'Name of the row.', example: 'A' }),
          fee: Money.describe('Fee of a seat of this row.'),
          seats: z
            .array(
              z.object({
                seat: SeatLabel,
                state: open(SeatState),
                hints: z
                  .array(z.string())
                  .meta({ description: '`aisle`, `accessible`; more may follow.', example: ['aisle'] }),
                mine: z.literal(true).optional().describe('The seat is yours.'),
              }),
            )
            .describe('The seats in reading order.'),
        }),
      )
      .describe('The rows, from the front to the back.'),
  })
  .meta({ id: 'SeatMap', description: 'The seats of a lecture, which can be shown as a map or as a list.' });
export type SeatMap = z.infer<typeof SeatMap>;
