/** Something that an invariant speaks of cannot be read: nothing is known of it. */
export class CouldNotLook extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CouldNotLook';
  }
}
