import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { completeDocument, Log, Metrics, PlatformModule, ProblemFilter, JobRunner, Shutdown } from '#platform';
import { Answers } from './proxy/answers.js';
import { Forwarding } from './proxy/forwarding.js';
import { introductionsBy } from './proxy/introductions-by.js';
import { Proxy } from './proxy/proxy.js';
import { ReadinessProbe } from './proxy/readiness-probe.js';
import { UpstreamFigures } from './proxy/upstream-figures.js';
import type { GatewaySettings } from './settings.js';
import { WelcomePage } from './welcome-page.js';
import type { GatewayWiring } from './wiring.js';

/** The composition root of the gateway. */
@Module({})
export class GatewayModule {
  static with(settings: GatewaySettings, { upstreams, keys }: GatewayWiring): DynamicModule {
    const forwarding = new Forwarding();
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.with({
          service: 'gateway',
          settings,
          edge: settings,
          provisionAccount: introductionsBy(upstreams),
          keys,
          reference: completeDocument(settings),
        }),
      ],
      providers: [
        WelcomePage,
        {
          provide: UpstreamFigures,
          inject: [Metrics, Log],
          useFactory: (metrics: Metrics, log: Log) => new UpstreamFigures(metrics, log, upstreams),
        },
        {
          provide: Answers,
          inject: [Shutdown],
          useFactory: (shutdown: Shutdown) => new Answers(shutdown.signal),
        },
        {
          provide: Proxy,
          inject: [HttpAdapterHost, ProblemFilter, Answers, UpstreamFigures],
          useFactory: (host: HttpAdapterHost, filter: ProblemFilter, answers: Answers, figures: UpstreamFigures) =>
            new Proxy(host, filter, answers, figures, upstreams, forwarding),
        },
        {
          provide: ReadinessProbe,
          inject: [JobRunner],
          useFactory: (recurring: JobRunner) =>
            new ReadinessProbe(upstreams, recurring, settings.SUGANG_UPSTREAM_PROBE_MS),
        },
      ],
    };
  }
}
