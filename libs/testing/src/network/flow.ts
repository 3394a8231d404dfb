import type { Socket } from 'node:net';

/** `up` is towards the server, `down` from it. */
export type Direction = 'up' | 'down';

export interface Treatment {
  delayMs?: number;
  /** Nothing arrives until the treatment changes; then everything does, because TCP retransmits after an outage. */
  held?: boolean;
  dropped?: boolean;
  /** The connection ends after this many bytes from now on. */
  endsAfterBytes?: number;
}

/** One request is cut off before the server receives it, cut off after the server has responded, or never answered. */
export type Fate = 'not-sent' | 'answer-lost' | 'unanswered';

type Piece = Buffer | 'end' | 'reset';

/** Buffer size, like a kernel's for a peer that does not read. */
const BUFFER_BYTES = 1 << 20;

/** One direction of a connection: forwards bytes in order according to the current treatment. */
export class Flow {
  /** Whether bytes were discarded, so that the connection is unusable. */
  lossy = false;
  private readonly waiting: { piece: Piece; since: number }[] = [];
  private waitingBytes = 0;
  private carried = 0;
  private full = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param isForwarded decides for every piece; false discards it */
  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private treatment: Treatment,
    private readonly isForwarded: (bytes: Buffer) => boolean,
  ) {
    from.on('data', (bytes: Buffer) => this.take(bytes));
    from.on('end', () => this.take('end'));
    // `close` reports the error.
    from.on('error', () => undefined).on('close', (broken) => broken && this.take('reset'));
    to.on('drain', () => this.resume());
    to.on('close', () => clearTimeout(this.timer));
  }

  treat(treatment: Treatment): void {
    this.treatment = treatment;
    this.carried = 0;
    this.pump();
  }

  private take(piece: Piece): void {
    this.waiting.push({ piece, since: performance.now() });
    if (typeof piece !== 'string') this.waitingBytes += piece.length;
    if (this.waitingBytes > BUFFER_BYTES) this.from.pause();
    this.pump();
  }

  private resume(): void {
    this.full = false;
    this.pump();
  }

  private pump(): void {
    clearTimeout(this.timer);
    while (this.waiting.length > 0 && !this.treatment.held && !this.full && !this.to.destroyed) {
      const [{ piece, since }] = this.waiting as [{ piece: Piece; since: number }];
      const early = since + (this.treatment.delayMs ?? 0) - performance.now();
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
      if (this.waitingBytes <= BUFFER_BYTES) this.from.resume();
      if (this.isForwarded(piece)) this.send(piece);
    }
  }

  private send(bytes: Buffer): void {
    const { dropped, endsAfterBytes = Infinity } = this.treatment;
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
