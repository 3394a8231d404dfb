/** The required behavior did not hold. */
export class Unmet extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'Unmet';
  }
}

/** Throws `Unmet` with the sentence unless `holds`. */
export function required(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Unmet(otherwise);
}
