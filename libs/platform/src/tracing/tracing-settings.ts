import type { CoreSettings } from '../settings/core-settings.js';

export type TracingSettings = Pick<
  CoreSettings,
  'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_TRACES_SAMPLER' | 'OTEL_TRACES_SAMPLER_ARG'
>;
