import { Ids } from '#platform';

/** The n-th identifier of a test: a valid UUIDv7 that ends in n. */
export const idOf = (n: number): string => `0193a5b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Identifiers in order: the first is `idOf(1)`. */
export class SequentialIds extends Ids {
  private count = 0;

  next(): string {
    this.count += 1;
    return idOf(this.count);
  }
}
