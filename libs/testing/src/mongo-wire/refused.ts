/** Names of the error codes that the stand-in answers with, as MongoDB has them. */
const codeNames: Record<number, string> = {
  2: 'BadValue',
  9: 'FailedToParse',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  86: 'IndexKeySpecsConflict',
  189: 'PrimarySteppedDown',
  10107: 'NotWritablePrimary',
  11000: 'DuplicateKey',
};

/** A command, or one write of it, is refused with a code of MongoDB's. */
export class Refused extends Error {
  /** @param extra fields beside code and message, such as `keyPattern` */
  constructor(
    readonly code: number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'Refused';
  }

  get fields(): Record<string, unknown> {
    return { code: this.code, errmsg: this.message, ...this.extra };
  }

  /** The refusal that an error amounts to; what mingo cannot read is a bad value. */
  static by(error: unknown): Refused {
    return error instanceof Refused ? error : new Refused(2, (error as Error).message);
  }
}

/** The whole answer to a command that is refused. */
export const refusalOf = (error: unknown): Record<string, unknown> => {
  const refused = Refused.by(error);
  return { ok: 0, ...refused.fields, codeName: codeNames[refused.code] };
};
