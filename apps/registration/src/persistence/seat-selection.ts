import { selectSeats, type SelectedSeats } from '../domain/seats.js';
import type { RegistrationState } from '../domain/registration.js';
import type { SeatOfStudent } from '../ports/registrations.js';
import type { TypeormSeats } from './typeorm-seats.js';

export class SeatsLost extends Error {
  constructor(readonly labels: readonly string[]) {
    super(`other registrations got the seats ${labels.join(', ')}`);
  }
}

/** The seats of one request, over several attempts: seats that others are taking are avoided while enough others are free. */
export class SeatSelection {
  private readonly avoided = new Set<string>();
  private automatic: string[] = [];
  private waits = false;

  constructor(
    private readonly seats: TypeormSeats,
    private readonly request: SeatOfStudent,
  ) {}

  avoid(labels: readonly string[]): void {
    for (const label of labels) this.avoided.add(label);
  }

  async selected(): Promise<SelectedSeats> {
    const { lectureId, wanted = [undefined] } = this.request;
    const free = await this.seats.free(lectureId);
    const chosen = wanted.flatMap((label) => label ?? []);
    const preferred = free.filter(({ label }) => chosen.includes(label) || !this.avoided.has(label));
    const first = selectSeats(preferred, wanted);
    this.waits = this.avoided.size > 0 && first.seats.some((seat) => !seat);
    const selected = this.waits ? selectSeats(free, wanted) : first;
    this.automatic = selected.seats.flatMap((seat, n) => (seat && wanted[n] === undefined ? [seat.label] : []));
    return selected;
  }

  async take(plan: string, { id: registrationId, lectureId, places = [] }: RegistrationState): Promise<void> {
    const labels = places.flatMap(({ seat }) => seat ?? []);
    const skippable = this.waits ? [] : this.automatic;
    const lost = await this.seats.take({ lectureId, plan, registrationId, labels, skippable });
    if (lost.length > 0) throw new SeatsLost(lost);
  }
}
