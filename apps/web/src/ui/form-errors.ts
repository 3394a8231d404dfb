import { SugangError } from '#client';
import { describedFault } from '#contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldErrors, FieldValues, Path, Resolver, UseFormSetError } from 'react-hook-form';
import type { ZodType } from 'zod';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';

/** Validates with the schema from the contracts, so that page and server reject the same input. Messages are in the language of the page. */
export function validatedBy<Values extends FieldValues>(schema: ZodType<unknown, Values>): Resolver<Values> {
  const resolve = zodResolver(schema as never, undefined, { raw: true }) as unknown as Resolver<Values>;
  return async (...input) => {
    const result = await resolve(...input);
    translate(result.errors);
    return result;
  };
}

function translate(errors: FieldErrors | undefined): void {
  for (const error of Object.values(errors ?? {})) {
    if (!error || typeof error !== 'object') continue;
    if (typeof error.message === 'string') error.message = sentence(error.message);
    else translate(error as FieldErrors);
  }
}

/** The messages of the schemas address programmers; the most frequent ones are replaced with messages for users. */
function sentence(message: string): string {
  const { code, detail, params } = describedFault({ pointer: '', detail: message }, getLocale());
  if (code === 'REQUIRED' || (code === 'TOO_SHORT' && params['minimum'] === 1)) return m.fault_required();
  if (code === 'TOO_SHORT') return m.fault_too_short({ minimum: params['minimum']! });
  if (code === 'TOO_LONG') return m.fault_too_long({ maximum: params['maximum']! });
  if (message === 'must be an e-mail address') return m.fault_email();
  return detail.charAt(0).toUpperCase() + detail.slice(1);
}

/** The fault of a field, or the first one of what it consists of. */
export function faultOf(error: unknown): string | undefined {
  if (!error || typeof error !== 'object') return undefined;
  const { message } = error as { message?: unknown };
  if (typeof message === 'string') return message;
  return Object.values(error)
    .map(faultOf)
    .find((fault) => fault !== undefined);
}

/** The fault of a list itself, not of its items. */
export const listFaultOf = (errors: { root?: unknown; message?: unknown } | undefined): string | undefined =>
  faultOf(errors?.root) ?? (typeof errors?.message === 'string' ? errors.message : undefined);

/** Shows each fault in the server's response below its field. @returns whether every fault has been shown */
export function showFaults<Values extends FieldValues>(
  error: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): boolean {
  if (!(error instanceof SugangError)) return false;
  const shown = error.errors.filter(({ pointer, detail }) => {
    const field = pointer.slice(1).replaceAll('/', '.') as Path<Values>;
    if (!fields.includes(field)) return false;
    setError(field, { message: detail });
    return true;
  });
  return shown.length > 0 && shown.length === error.errors.length;
}
