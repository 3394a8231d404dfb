/** What a log line tells of an error: type, message, code, stack and causes, but not its other fields, which may hold parameters of a query. */
export function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: error.stack && withoutValues(error.stack),
    ...(error.cause !== undefined && depth < 3 && { cause: errorFields(error.cause, depth + 1) }),
  };
}

// MySQL quotes the offending value, which may be somebody's e-mail.
const withoutValues = (text: string): string => text.replace(/(Duplicate entry|Incorrect \w+ value:) '.*?'/g, "$1 '…'");
