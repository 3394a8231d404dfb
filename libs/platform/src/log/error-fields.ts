/** Errors within one error that a line tells. */
const MOST = 5;

/** What a log line tells of an error: type, message, code, stack, causes and errors within, but not its other fields, which may hold parameters of a query. */
export function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: error.stack && withoutValues(error.stack),
    ...(Array.isArray(errors) &&
      depth < 3 && { errors: errors.slice(0, MOST).map((each) => errorFields(each, depth + 1)) }),
    ...(error.cause !== undefined && depth < 3 && { cause: errorFields(error.cause, depth + 1) }),
  };
}

// MySQL quotes the offending value, which may be somebody's e-mail.
const withoutValues = (text: string): string => text.replace(/(Duplicate entry|Incorrect \w+ value:) '.*?'/g, "$1 '…'");
