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

export class CommandError extends Error {
  /** @param extra fields beside code and message, such as `keyPattern` */
  constructor(
    readonly code: number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }

  get fields(): Record<string, unknown> {
    return { code: this.code, errmsg: this.message, ...this.extra };
  }

  static by(error: unknown): CommandError {
    return error instanceof CommandError ? error : new CommandError(2, (error as Error).message);
  }
}

export const errorReply = (error: unknown): Record<string, unknown> => {
  const refused = CommandError.by(error);
  return { ok: 0, ...refused.fields, codeName: codeNames[refused.code] };
};
