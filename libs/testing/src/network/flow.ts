import type { Socket } from 'node:net';
import type { Manner } from './manner.js';

type Piece = Buffer | 'end' | 'reset';

/** As much as a kernel would hold for an end that does not read. */
const HOLDS_BYTES = 1 << 20;

/** One direction of a connection: what comes from one end goes on to the other, in order, in the manner of the moment. */
export class Flow {
  /** Whether bytes are missing at the other end: the connection is of no use any more. */
  lossy = false;
  private readonly waiting: { piece: Piece; since: number }[] = [];
  private waitingBytes = 0;
  private carried = 0;
  private full = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param goesOn asked for every piece before it goes on; false drops it */
  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private manner: Manner,
    private readonly goesOn: (bytes: Buffer) => boolean,
  ) {
    from.on('data', (bytes: Buffer) => this.take(bytes));
    from.on('end', () => this.take('end'));
    // Its error is told by `close`.
    from.on('error', () => undefined).on('close', (broken) => broken && this.take('reset'));
    to.on('drain', () => this.goOn());
    to.on('close', () => clearTimeout(this.timer));
  }

  treat(manner: Manner): void {
    this.manner = manner;
    this.carried = 0;
    this.pump();
  }

  private take(piece: Piece): void {
    this.waiting.push({ piece, since: performance.now() });
    if (typeof piece !== 'string') this.waitingBytes += piece.length;
    if (this.waitingBytes > HOLDS_BYTES) this.from.pause();
    this.pump();
  }

  private goOn(): void {
    this.full = false;
    this.pump();
  }

  private pump(): void {
    clearTimeout(this.timer);
    while (this.waiting.length > 0 && !this.manner.held && !this.full && !this.to.destroyed) {
      const [{ piece, since }] = this.waiting as [{ piece: Piece; since: number }];
      const early = since + (this.manner.delayMs ?? 0) - performance.now();
      if (early > 0) {
        this.timer = setTimeout(() => this.pump(), Math.ceil(early));
        return;
      }
      this.waiting.shift();
      this.deliver(piece);
    }
  }

  private deliver(piece: Piece): void {
    if (piece === 'end') this.to.end();
    else if (piece === 'reset') this.to.resetAndDestroy();
    else {
      this.waitingBytes -= piece.length;
      if (this.waitingBytes <= HOLDS_BYTES) this.from.resume();
      if (this.goesOn(piece)) this.send(piece);
    }
  }

  private send(bytes: Buffer): void {
    const { dropped, endsAfterBytes = Infinity } = this.manner;
    if (dropped) {
      this.lossy = true;
      return;
    }
    const rest = endsAfterBytes - this.carried;
    this.carried += bytes.length;
    this.full = !this.to.write(bytes.subarray(0, Math.min(rest, bytes.length)));
    if (rest > bytes.length) return;
    this.to.destroySoon();
    this.from.resetAndDestroy();
  }
}
