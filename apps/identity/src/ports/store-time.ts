/** The time by which replicas decide about what they share: the database server's, because their own clocks differ. */
export abstract class StoreTime {
  abstract now(): Promise<Date>;
}
