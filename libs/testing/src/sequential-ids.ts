import { Ids } from '#platform';
import { idOf } from './fixtures.js';

/** Identifiers in order: the first is `idOf(1)`. */
export class SequentialIds extends Ids {
  private count = 0;

  next(): string {
    this.count += 1;
    return idOf(this.count);
  }
}
