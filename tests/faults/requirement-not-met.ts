/** The required behavior did not hold. */
export class RequirementNotMet extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'RequirementNotMet';
  }
}

/** Throws `RequirementNotMet` with the sentence unless `holds`. */
export function required(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new RequirementNotMet(otherwise);
}
