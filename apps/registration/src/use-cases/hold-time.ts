/** How long a seat is held for its payment, in minutes, decimals allowed. */
export class HoldTime {
  constructor(readonly minutes: number) {}
}
