import type { z } from 'zod';
import { loadSettings } from './load-settings.js';

/** A class whose instances have the settings of `schema`: type, injection token and schema in one. */
export interface SettingsClass<Schema extends z.ZodType> {
  new (): z.output<Schema>;
  readonly schema: Schema;
  /** An instance with values that have been validated already. */
  from<Settings extends z.output<Schema>>(this: new () => Settings, values: z.output<Schema>): Settings;
  /** An instance with the values of environment variables. @throws InvalidSettings */
  load<Settings extends z.output<Schema>>(this: new () => Settings, env: Record<string, string | undefined>): Settings;
}

/** What names the settings of a service: the class or its schema. */
export type SettingsSource<Settings = unknown> =
  z.ZodType<Settings> | ((new () => Settings) & { readonly schema: z.ZodType<Settings> });

export type SettingsOf<Source extends SettingsSource> = Source extends new () => infer Settings
  ? Settings
  : Source extends z.ZodType
    ? z.output<Source>
    : never;

/** Base class for the settings of a service: `class RegistrationSettings extends createSettings(z.object({ … })) {}`. */
export function createSettings<Schema extends z.ZodType<object>>(schema: Schema): SettingsClass<Schema> {
  class Settings {
    static readonly schema = schema;

    static from(values: object): Settings {
      return Object.assign(new this(), values);
    }

    static load(env: Record<string, string | undefined>): Settings {
      return this.from(loadSettings(schema, env));
    }
  }
  return Settings as unknown as SettingsClass<Schema>;
}

export const schemaOf = (source: SettingsSource): z.ZodType => ('schema' in source ? source.schema : source);

/** Settings from environment variables: an instance where `source` is a class. @throws InvalidSettings */
export function settingsFrom<Source extends SettingsSource>(
  source: Source,
  env: Record<string, string | undefined>,
): SettingsOf<Source> {
  const values = loadSettings(schemaOf(source), env);
  return (typeof source === 'function' ? Object.assign(new source() as object, values) : values) as SettingsOf<Source>;
}
