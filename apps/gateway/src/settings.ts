import { serviceNames, servicePorts, type ServiceName } from '#contracts';
import { coreSettings, createSettings, edgeSettings, wholeNumber } from '#platform';
import { z } from 'zod';

const isUpstream = (value: string): boolean => /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value);

const upstream = (service: ServiceName) =>
  z
    .string()
    .transform((value) => [...new Set(value.split(',').map((each) => each.trim()))])
    .refine(
      (urls) => urls.every(isUpstream),
      'must be addresses that begin with http:// or https://, separated by commas, without account, query or fragment',
    )
    .prefault(`http://localhost:${servicePorts[service]}`)
    .describe(`Addresses of ${service}, separated by commas.`);

const urlName = <Name extends ServiceName>(service: Name) =>
  `SUGANG_${service.toUpperCase() as Uppercase<Name>}_URL` as const;
type Upstreams = Record<ReturnType<typeof urlName<ServiceName>>, ReturnType<typeof upstream>>;

const schema = z.object({
  ...coreSettings,
  ...(Object.fromEntries(serviceNames.map((service) => [urlName(service), upstream(service)])) as Upstreams),
  SUGANG_UPSTREAM_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(10_000)
    .describe('Timeout for the first byte of a response from a service, in milliseconds.'),
  SUGANG_UPSTREAM_PAYMENT_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(30_000)
    .describe('Timeout for the first byte on routes that respond after a payment, in milliseconds.'),
  SUGANG_UPSTREAM_PROBE_MS: wholeNumber(50, 600_000)
    .default(2_000)
    .describe(
      'Interval between readiness probes (`/health/ready`) of each address of a service that has several, in milliseconds.',
    ),
  SUGANG_UPSTREAM_CIRCUIT_MS: wholeNumber(50, 600_000)
    .default(5_000)
    .describe('How long the circuit breaker of an address stays open before a trial request, in milliseconds.'),
  ...edgeSettings,
});
export type Addresses = Readonly<Partial<Record<ServiceName, readonly string[]>>>;

export class GatewaySettings extends createSettings(schema) {
  get addresses(): Addresses {
    const installed = serviceNames.filter((service) => !this.disabled.includes(service));
    return Object.fromEntries(installed.map((service) => [service, this[urlName(service)]]));
  }

  get disabled(): readonly ServiceName[] {
    return this.SUGANG_DISABLED_SERVICES ?? [];
  }
}
