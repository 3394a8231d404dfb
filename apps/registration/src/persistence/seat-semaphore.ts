import { availableSeats, type SeatLedgerEntry } from '../domain/seat-ledger.js';

/** The ledger entry of a lecture, and when its first hold ends, after which a seat may be free. */
export interface Snapshot {
  entry: SeatLedgerEntry;
  firstHoldEndsAt: Date | undefined;
}

/** The entry of the full lecture if the student is refused; undefined if admitted. */
export type Decision = SeatLedgerEntry | undefined;

interface Waiting {
  student: string;
  decide: (decision: Decision) => void;
}

/** How long a snapshot is used before the lecture is read again. */
const VALID_MS = 250;

/** Admits as many students as a lecture has free seats. Further students wait until the registration of an admitted one has been decided, or the lecture is full. */
export class SeatSemaphore {
  private readonly admitted = new Set<string>();
  private waiting: Waiting[] = [];
  private snapshot?: Snapshot | undefined;
  private readAt = -Infinity;
  /** Number of students decided since the snapshot was read; the snapshot may not include their seats. */
  private leftSince = 0;
  /** Number of seats released since the snapshot was read. */
  private freedSince = 0;
  private reading?: Promise<void> | undefined;

  constructor(
    private readonly read: () => Promise<Snapshot | undefined>,
    private readonly now: () => Date,
  ) {}

  get isIdle(): boolean {
    return this.admitted.size === 0 && this.waiting.length === 0 && performance.now() - this.readAt > VALID_MS;
  }

  enter(student: string): Promise<Decision> {
    return new Promise((decide) => {
      this.waiting.push({ student, decide });
      this.decideWaiting();
    });
  }

  leave(student: string): void {
    if (!this.admitted.delete(student)) return;
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
    if (!snapshot || !isBounded(snapshot, this.now())) return this.admit(this.waiting.length);
    const free = availableSeats(snapshot.entry) + freedSince;
    if (free === 0) return this.refuse(snapshot.entry);
    this.admit(free - leftSince - this.admitted.size);
    if (this.waiting.length > 0 && leftSince + freedSince > 0) this.renew();
  }

  /** Uses the snapshot even if reading it took longer than it is valid; otherwise a slow store would be read endlessly. */
  private renew(): void {
    this.reading = this.readAgain().finally(() => {
      this.reading = undefined;
      this.decideBySnapshot();
    });
  }

  /** If the read fails, all students are admitted, and their transactions report the fault of the store. */
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

  private admit(amount: number): void {
    for (const { student, decide } of this.waiting.splice(0, Math.max(0, amount))) {
      this.admitted.add(student);
      decide(undefined);
    }
  }

  private refuse(entry: SeatLedgerEntry): void {
    for (const { decide } of this.waiting.splice(0)) decide(entry);
  }
}

const isBounded = ({ entry, firstHoldEndsAt }: Snapshot, now: Date): boolean =>
  entry.status === 'OPEN' && (firstHoldEndsAt === undefined || firstHoldEndsAt > now);
