import { z } from 'zod';

/** The environment does not make a valid configuration: every fault by the name of its variable, never a value. */
export class InvalidSettings extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`invalid settings\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'InvalidSettings';
  }
}

/**
 * Reads a configuration from environment variables; an empty variable counts as absent.
 * @throws InvalidSettings naming every faulty variable and how to mend it; values, which may be secrets, are never shown
 */
export function loadSettings<Schema extends z.ZodType>(
  schema: Schema,
  env: Record<string, string | undefined>,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new InvalidSettings(read.error.issues.map((issue) => faultOf(issue, given)));
}

function faultOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const variable = String(issue.path[0] ?? 'settings');
  const missing = issue.code === 'invalid_type' && !Object.hasOwn(given, variable);
  return `${variable}: ${missing ? 'is required but not set' : mendOf(issue)}`;
}

function mendOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}
