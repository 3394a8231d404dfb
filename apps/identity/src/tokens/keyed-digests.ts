import { createHmac, hkdfSync } from 'node:crypto';
import { Digests } from '../ports/digests.js';

export class KeyedDigests extends Digests {
  private readonly keys: readonly Buffer[];

  /** @param secrets the current one first, then those that are being replaced */
  constructor(...secrets: Buffer[]) {
    super();
    this.keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'sugang identity digests', 32)));
  }

  of(...parts: string[]): string {
    return this.everyOf(...parts)[0]!;
  }

  everyOf(...parts: string[]): string[] {
    return this.keys.map((key) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex'));
  }
}
