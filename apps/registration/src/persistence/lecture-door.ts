import { availableSeats, type SeatLedgerEntry } from '../domain/seat-ledger.js';

/** A lecture as its ledger had it, and when its first hold ends: from then on it may have a free seat. */
export interface Snapshot {
  entry: SeatLedgerEntry;
  firstHoldEndsAt: Date | undefined;
}

export type Verdict = SeatLedgerEntry | undefined;

interface Waiting {
  student: string;
  decide: (verdict: Verdict) => void;
}

/** How long a lecture counts as full, or as having free seats, without being read again. */
const VALID_MS = 250;

/** Lets in as many students as a lecture has free seats. The next ones wait until one of those has been decided, or the lecture is full. */
export class LectureDoor {
  private readonly inside = new Set<string>();
  private waiting: Waiting[] = [];
  private snapshot?: Snapshot | undefined;
  private readAt = -Infinity;
  /** Decided since the snapshot was read; it may not show their seats. */
  private leftSince = 0;
  /** Seats released since then. */
  private freedSince = 0;
  private reading?: Promise<void> | undefined;

  constructor(
    private readonly read: () => Promise<Snapshot | undefined>,
    private readonly now: () => Date,
  ) {}

  get isIdle(): boolean {
    return this.inside.size === 0 && this.waiting.length === 0 && performance.now() - this.readAt > VALID_MS;
  }

  enter(student: string): Promise<Verdict> {
    return new Promise((decide) => {
      this.waiting.push({ student, decide });
      this.decideWaiting();
    });
  }

  leave(student: string): void {
    if (!this.inside.delete(student)) return;
    this.leftSince += 1;
    this.decideWaiting();
  }

  changed(): void {
    this.freedSince += 1;
    this.readAt = -Infinity;
    this.decideWaiting();
  }

  private decideWaiting(): void {
    if (this.waiting.length === 0 || this.reading) return;
    if (performance.now() - this.readAt > VALID_MS) return this.renew();
    this.decideBySnapshot();
  }

  private decideBySnapshot(): void {
    const { snapshot, freedSince, leftSince } = this;
    if (!snapshot || !isBounded(snapshot, this.now())) return this.letIn(this.waiting.length);
    const free = availableSeats(snapshot.entry) + freedSince;
    if (free === 0) return this.refuse(snapshot.entry);
    this.letIn(free - leftSince - this.inside.size);
    if (this.waiting.length > 0 && leftSince + freedSince > 0) this.renew();
  }

  /** What was read decides however long the read took: a slow store would otherwise be read without end. */
  private renew(): void {
    this.reading = this.readAgain().finally(() => {
      this.reading = undefined;
      this.decideBySnapshot();
    });
  }

  /** Without a snapshot everyone is let in: the decision itself reports what is wrong with the store. */
  private async readAgain(): Promise<void> {
    [this.leftSince, this.freedSince] = [0, 0];
    const startedAt = performance.now();
    try {
      this.snapshot = await this.read();
    } catch {
      this.snapshot = undefined;
    }
    this.readAt = this.freedSince === 0 ? startedAt : -Infinity;
  }

  private letIn(amount: number): void {
    for (const { student, decide } of this.waiting.splice(0, Math.max(0, amount))) {
      this.inside.add(student);
      decide(undefined);
    }
  }

  private refuse(entry: SeatLedgerEntry): void {
    for (const { decide } of this.waiting.splice(0)) decide(entry);
  }
}

const isBounded = ({ entry, firstHoldEndsAt }: Snapshot, now: Date): boolean =>
  entry.status === 'OPEN' && (firstHoldEndsAt === undefined || firstHoldEndsAt > now);
