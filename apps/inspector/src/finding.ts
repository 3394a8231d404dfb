/** What looking at one invariant showed. */
export interface Finding {
  /** Its numbers in the lists of the domain (1 to 10) and of the faults (F1 to F10). */
  numbers: string[];
  /** The invariant as a sentence. */
  rule: string;
  /** How many things were looked at, and what they are: `1200 registrations`. */
  examined: string;
  /** What breaks it, each as a sentence with its ids, the first ones where they are many; empty: it holds. */
  broken: string[];
  /** How many break it, told or not. */
  brokenInAll: number;
}
