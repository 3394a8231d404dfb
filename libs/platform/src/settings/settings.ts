import { z } from 'zod';

/** The environment is not a valid configuration. Names every invalid variable, but no value, which may be a secret. */
export class InvalidSettings extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`invalid settings\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'InvalidSettings';
  }
}

type Env = Record<string, string | undefined>;

/** Parses environment variables; an empty variable counts as absent. @throws InvalidSettings */
export function loadSettings<Schema extends z.ZodType>(schema: Schema, env: Env): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidSettings(parsed.error.issues.map((issue) => faultOf(issue, given)));
}

function faultOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const variable = String(issue.path[0] ?? 'settings');
  const isMissing = issue.code === 'invalid_type' && !Object.hasOwn(given, variable);
  return `${variable}: ${isMissing ? 'is required but not set' : messageOf(issue)}`;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}

export interface SettingsClass<Schema extends z.ZodType> {
  new (): z.output<Schema>;
  readonly schema: Schema;
  /** An instance with values that have already been validated. */
  from<Settings extends z.output<Schema>>(this: new () => Settings, values: z.output<Schema>): Settings;
  load<Settings extends z.output<Schema>>(this: new () => Settings, env: Env): Settings;
}

/** Base class for the settings of a service: `class RegistrationSettings extends createSettings(z.object({ … })) {}`. */
export function createSettings<Schema extends z.ZodType<object>>(schema: Schema): SettingsClass<Schema> {
  class Settings {
    static readonly schema = schema;

    static from(values: object): Settings {
      return Object.assign(new this(), values);
    }

    static load(env: Env): Settings {
      return this.from(loadSettings(schema, env));
    }
  }
  return Settings as unknown as SettingsClass<Schema>;
}

export type SettingsSource<Settings = unknown> =
  z.ZodType<Settings> | ((new () => Settings) & { readonly schema: z.ZodType<Settings> });

export type SettingsOf<Source extends SettingsSource> = Source extends new () => infer Settings
  ? Settings
  : Source extends z.ZodType
    ? z.output<Source>
    : never;

export const schemaOf = (source: SettingsSource): z.ZodType => ('schema' in source ? source.schema : source);

export function settingsFrom<Source extends SettingsSource>(source: Source, env: Env): SettingsOf<Source> {
  const values = loadSettings(schemaOf(source), env);
  return (typeof source === 'function' ? Object.assign(new source() as object, values) : values) as SettingsOf<Source>;
}
