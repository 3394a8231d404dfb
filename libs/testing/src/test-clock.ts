import { Clock } from '#platform';

export class TestClock extends Clock {
  private time: number;

  /** @param start RFC 3339; defaults to the Monday morning before the term begins */
  constructor(start = '2027-02-22T00:00:00.000Z') {
    super();
    this.time = Date.parse(start);
  }

  now(): Date {
    return new Date(this.time);
  }

  step(ms: number): void {
    this.time += ms;
  }

  moveTo(instant: string): void {
    this.time = Date.parse(instant);
  }
}

export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;
