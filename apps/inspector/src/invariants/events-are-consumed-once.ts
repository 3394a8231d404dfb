import { when, type Invariant } from './invariant.js';
import type { Consumption } from './things.js';

export const eventsAreConsumedOnce: Invariant<Consumption> = {
  numbers: ['10', 'F6'],
  rule: 'Every published event is consumed once by each subscriber, or is parked where an operator sees it.',
  broken({ consumer, eventId, name, rows, isParked }) {
    return [
      ...when(rows === 0 && !isParked, `${consumer} has not consumed ${name} ${eventId}`),
      ...when(rows > 1, `${consumer} has consumed ${name} ${eventId} ${rows} times`),
    ];
  },
};
