import type { Tree } from './cruise.js';

/** A small source tree that satisfies every rule. */
export const validStructure: Tree = {
  'apps/registration/src/main.ts': `import './registration.module.js';`,
  'apps/registration/src/registration.module.ts': `
    import './http/registrations.controller.js';
    import './policies.js';
    import './jobs.js';
    import './policies/whenever-payment-completed.js';
    import './persistence/typeorm-registrations.js';
    import './payment/rpc-payment-gateway.js';`,
  'apps/registration/src/domain/registration.ts': `
    import '#contracts';
    import './seat.js';
    export const registration = 1;`,
  'apps/registration/src/domain/seat.ts': `export const seat = 1;`,
  'apps/registration/src/use-cases/register.ts': `
    import '@nestjs/common';
    import '@nestjs/cqrs';
    import '#platform';
    import '../domain/registration.js';
    import '../settings.js';
    import '../metrics.js';
    import '../ports/payment-gateway.js';`,
  'apps/registration/src/metrics.ts': `import '#platform';`,
  'apps/registration/src/settings.ts': `import '#platform'; export const settings = 1;`,
  'apps/registration/src/ports/payment-gateway.ts': `
    import '#contracts';
    import '../domain/registration.js';
    export const gateway = 1;
    export type Charge = number;`,
  'apps/registration/src/policies.ts': `
    import '#messaging';
    import './use-cases/register.js';`,
  'apps/registration/src/jobs.ts': `
    import '#platform';
    import './settings.js';
    import './use-cases/register.js';`,
  'apps/registration/src/http/registrations.controller.ts': `
    import '#platform';
    import '@nestjs/common';
    import type { Charge } from '../ports/payment-gateway.js';
    import '../use-cases/register.js';
    export const charge: Charge = 1;`,
  'apps/registration/src/policies/whenever-payment-completed.ts': `
    import '#messaging';
    import '../use-cases/register.js';`,
  'apps/registration/src/persistence/typeorm-registrations.ts': `
    import 'typeorm';
    import '#persistence';
    import '../domain/registration.js';`,
  'apps/registration/src/payment/rpc-payment-gateway.ts': `
    import '#resilience';
    import '../ports/payment-gateway.js';`,
  'apps/payment/src/main.ts': `import './payment.module.js';`,
  'apps/payment/src/payment.module.ts': `import './domain/charge.js'; import './provider/simulated-provider.js';`,
  'apps/payment/src/domain/charge.ts': `export const charge = 1;`,
  'apps/payment/src/provider/simulated-provider.ts': `import '../domain/charge.js'; export const provider = 1;`,
  'apps/inspector/src/main.ts': `
    import './invariants/paid.js';
    import './reading/rows.js';`,
  'apps/inspector/src/invariants/paid.ts': `import '#contracts'; import './things.js';`,
  'apps/inspector/src/invariants/things.ts': `export const things = 1;`,
  'apps/inspector/src/reading/rows.ts': `import 'mysql2'; import '../invariants/things.js';`,
  'apps/standalone/src/main.ts': `
    import '../../registration/src/registration.module.js';
    import '../../payment/src/payment.module.js';`,
  'libs/client/src/index.ts': `export const client = 1;`,
  'libs/contracts/src/index.ts': `import 'zod'; export * from './values.js';`,
  'libs/contracts/src/values.ts': `export const value = 1;`,
  'libs/persistence/src/index.ts': `import 'typeorm'; import '#contracts';`,
  'libs/platform/src/index.ts': `import '#contracts'; import '#persistence';`,
  'libs/resilience/src/index.ts': `import '#platform'; import 'cockatiel';`,
  'libs/messaging/src/index.ts': `import '#contracts'; import '#persistence'; import '#platform';`,
  'libs/testing/src/index.ts': `import '#messaging'; import 'fast-check';`,
  'tests/register.e2e.spec.ts': `import '#testing'; import '#client'; import '../apps/standalone/src/main.js';`,
};
