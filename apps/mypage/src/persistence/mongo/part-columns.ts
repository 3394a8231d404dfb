import type { Part } from '../../domain/part.js';
import { firstSessionAt } from '../../domain/view-document.js';
import { keyOf } from './collections.js';

/** What queries ask for, beside the state itself; other parts are named by their key in the same generation. */
export function columnsOf(part: Part, generation: number): Record<string, string | number> {
  switch (part.kind) {
    case 'registration': {
      const { studentId, lectureId, status, requestedAt } = part.state;
      return { studentId, lectureKey: keyOf(generation, lectureId), status, requestedAt };
    }
    case 'payment': {
      const { registrationId, status, amount } = part.state;
      return { registrationKey: keyOf(generation, registrationId), status, amount: amount.amount };
    }
    case 'lecture': {
      const { instructor, status } = part.state;
      return {
        instructorKey: keyOf(generation, instructor.id),
        status,
        firstSessionAt: firstSessionAt(part.state),
      };
    }
    case 'account':
      return {};
  }
}
