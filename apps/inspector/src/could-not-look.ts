/** Something that an invariant speaks of cannot be read: nothing is known of it. */
export class CouldNotLook extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CouldNotLook';
  }
}

/** The file or the schema does not exist: the service has never run here. */
export class NotThere extends CouldNotLook {}
