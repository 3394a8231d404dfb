/** The time of the database server, by which replicas decide about shared state, because their own clocks differ. */
export abstract class StoreTime {
  abstract now(): Promise<Date>;
}
