import { number } from '../format.js';
import { m } from '../messages/messages.js';

const FEW = 5;

export function Seats({ capacity, available }: { capacity: number; available: number }) {
  const isFull = available === 0;
  const isNearlyFull = !isFull && available <= Math.min(FEW, capacity / 2);
  return (
    <p className={`seats ${isFull ? 'full' : isNearlyFull ? 'few' : ''}`}>
      <meter aria-hidden="true" min={0} max={capacity} value={capacity - available} />
      <span>{isFull ? m.full() : m.seats_free({ count: available, capacity: number(capacity) })}</span>
    </p>
  );
}
