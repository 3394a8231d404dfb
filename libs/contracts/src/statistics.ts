import { z } from 'zod';
import { Id, Instant, InstantInput, Money } from './values.js';

const MAX_INTERVALS = 400;

export const StatisticsInterval = z
  .enum(['day', 'hour'])
  .meta({ id: 'StatisticsInterval', description: 'The length of an interval: 24 hours or one hour.' });
export type StatisticsInterval = z.infer<typeof StatisticsInterval>;

export const secondsOf: Record<StatisticsInterval, number> = { day: 86_400, hour: 3_600 };

export const StatisticsQuery = z
  .strictObject({
    from: InstantInput.optional().describe(
      'Start of the first interval; `2027-03-01T00:00:00+09:00` counts by Korean days. Requires `to`.',
    ),
    to: InstantInput.optional().describe(
      `End of the last interval, at most ${MAX_INTERVALS} intervals after \`from\`. Without both, the response contains the last 30 intervals.`,
    ),
    interval: StatisticsInterval.default('day').describe('The length of an interval.'),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must be sent together with from',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || to > from, {
    path: ['to'],
    message: 'must be after from',
  })
  .refine(
    ({ from, to, interval }) =>
      from === undefined ||
      to === undefined ||
      Date.parse(to) - Date.parse(from) <= MAX_INTERVALS * secondsOf[interval] * 1_000,
    { path: ['to'], message: `must be at most ${MAX_INTERVALS} intervals after from` },
  );
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

export const TotalMoney = Money.extend({
  amount: z.int().min(0).describe('Integer minor units of the currency.'),
}).meta({
  id: 'TotalMoney',
  description: 'A sum of money in integer minor units.',
  example: { amount: 588_000, currency: 'KRW' },
});

const counts = {
  requested: z.int().min(0).meta({ description: 'Registrations that were requested.', example: 14 }),
  confirmed: z.int().min(0).meta({ description: 'Registrations that were confirmed.', example: 12 }),
  canceled: z.int().min(0).meta({ description: 'Confirmed registrations that were canceled.', example: 1 }),
  paid: TotalMoney.describe('Fees of the registrations that were confirmed.'),
  refunded: TotalMoney.describe(
    'Amount to be refunded for confirmed registrations that were canceled, by their refund schedules.',
  ),
};

export const IntervalStatistics = z
  .object({
    from: Instant.describe('Start of the interval.'),
    to: Instant.describe('End of the interval (exclusive).'),
    ...counts,
  })
  .meta({ id: 'IntervalStatistics', description: 'The registrations of a lecture in one interval.' });
export type IntervalStatistics = z.infer<typeof IntervalStatistics>;

export const LectureStatistics = z
  .object({
    lectureId: Id.describe('Id of the lecture.'),
    interval: StatisticsInterval,
    items: z.array(IntervalStatistics).describe('All intervals in order, including empty ones.'),
    total: z.object(counts).meta({ id: 'StatisticsTotal', description: 'The sums of all intervals.' }),
    asOf: Instant.describe('When the registrations were counted.'),
  })
  .meta({ id: 'LectureStatistics', description: 'Registrations and fees of a lecture over time.' });
export type LectureStatistics = z.infer<typeof LectureStatistics>;
