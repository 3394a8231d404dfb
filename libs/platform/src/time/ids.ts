import { v7 } from 'uuid';

export abstract class Ids {
  abstract next(): string;
}

/** UUIDv7: ordered by time, and strictly ascending within one process. */
export class UuidV7Ids extends Ids {
  next(): string {
    return v7();
  }
}
