import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PAYMENT_RPC_QUEUE, type SimulatedProviderState } from '#contracts';
import { MessagingModule, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { Clock, ConnectionMetrics, databaseOptionsOf, Log, PlatformModule, Shutdown, storeClock } from '#platform';
import { grpcServer } from './grpc/grpc-server.js';
import { GrpcPaymentsController } from './grpc/grpc-payments.controller.js';
import { InternalPaymentsController } from './http/internal-payments.controller.js';
import { PaymentsController } from './http/payments.controller.js';
import { WebhookController } from './http/webhook.controller.js';
import { jobs } from './jobs.js';
import { PaymentMetrics } from './metrics.js';
import { cardTokenKey, CardTokenSeal } from './persistence/card-token-seal.js';
import { paymentSchema } from './persistence/payment-store.js';
import { PaymentResync } from './persistence/resync.js';
import { TypeormOpenPayments } from './persistence/typeorm-open-payments.js';
import { TypeormPaymentHistory } from './persistence/typeorm-payment-history.js';
import { TypeormPayments } from './persistence/typeorm-payments.js';
import { policies } from './policies.js';
import { OpenPayments } from './ports/open-payments.js';
import { PaymentProvider } from './ports/payment-provider.js';
import { PaymentHistory, Payments } from './ports/payments.js';
import { openProvider } from './provider/open-provider.js';
import { ChargeController } from './rpc/charge.controller.js';
import { PaymentSettings } from './settings.js';
import { CheckPaymentHandler } from './use-cases/check-payment.js';
import { ChargeRegistrationHandler } from './use-cases/charge-registration.js';
import { ChargesInFlight } from './use-cases/charges-in-flight.js';
import { EndPaymentsOfRegistrationHandler } from './use-cases/end-payments-of-registration.js';
import { FindPaymentHandler } from './use-cases/find-payment.js';
import { ListPaymentsHandler } from './use-cases/list-payments.js';
import { SettleDuePaymentsHandler } from './use-cases/settle-due-payments.js';
import { RaiseRefundHandler } from './use-cases/raise-refund.js';
import { Settlement } from './use-cases/settlement.js';

export { simulatedProviderOf } from './provider/open-provider.js';
export { PaymentSettings } from './settings.js';

const useCases: Provider[] = [
  ChargeRegistrationHandler,
  EndPaymentsOfRegistrationHandler,
  RaiseRefundHandler,
  SettleDuePaymentsHandler,
  CheckPaymentHandler,
  FindPaymentHandler,
  ListPaymentsHandler,
  Settlement,
  {
    provide: ChargesInFlight,
    inject: [Shutdown, Log],
    useFactory: (shutdown: Shutdown, log: Log) => new ChargesInFlight(shutdown, log),
  },
];

const stores: Provider[] = [
  { provide: Payments, useClass: TypeormPayments },
  { provide: OpenPayments, useClass: TypeormOpenPayments },
  { provide: PaymentHistory, useClass: TypeormPaymentHistory },
  PaymentResync,
  {
    provide: CardTokenSeal,
    inject: [PaymentSettings],
    useFactory: async (settings: PaymentSettings) => {
      const { SUGANG_PAYMENT_TOKEN_KEY_PREVIOUS: previous } = settings;
      const current = await cardTokenKey(settings.SUGANG_PAYMENT_TOKEN_KEY, settings.SUGANG_DATA_DIR);
      return new CardTokenSeal(current, previous === undefined ? undefined : Buffer.from(previous, 'base64'));
    },
  },
];

const provider = (simulated?: SimulatedProviderState): Provider => ({
  provide: PaymentProvider,
  inject: [PaymentSettings, Clock, Shutdown, ConnectionMetrics],
  useFactory: (settings: PaymentSettings, clock: Clock, shutdown: Shutdown, connections: ConnectionMetrics) =>
    openProvider(settings, clock, shutdown, connections, simulated),
});

@Module({})
export class PaymentModule {
  /** @param simulated the behavior of the simulated provider; by the settings if absent */
  static with(
    settings: PaymentSettings,
    { broker, rpc, keys, clock }: Wiring,
    simulated?: SimulatedProviderState,
  ): DynamicModule {
    const service = 'payment';
    const rpcServer = rpc.server(PAYMENT_RPC_QUEUE, settings.SUGANG_PAYMENT_CONCURRENCY);
    const grpcPort = settings.SUGANG_GRPC_PORT;
    const grpc = grpcPort === undefined ? undefined : grpcServer(grpcPort);
    const transports = grpc ? [rpcServer, grpc] : [rpcServer];
    const resyncSources = [PaymentResync];
    return {
      module: PaymentModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource(service, databaseOptionsOf(settings), paymentSchema)),
        DatabaseModule.forRoot(service),
        PlatformModule.with({ service, settings, keys, clock, transports, jobs, api }),
        MessagingModule.with({
          service,
          broker,
          settings,
          disabledServices: settings.SUGANG_DISABLED_SERVICES,
          policies,
          guard: 'inbox',
          resyncSources,
          resyncWhenNew: false,
          republishWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [
        PaymentsController,
        InternalPaymentsController,
        ChargeController,
        ...(grpc ? [GrpcPaymentsController] : []),
        ...(settings.SUGANG_PROVIDER === 'simulated' ? [] : [WebhookController]),
      ],
      providers: [
        { provide: PaymentSettings, useValue: settings },
        storeClock(clock),
        ...useCases,
        ...stores,
        provider(simulated),
        PaymentMetrics,
      ],
    };
  }
}

const api = {
  title: 'Sugang payment',
  description: 'Payments for registrations and their refunds, for students and admins.',
  tags: { payments: 'One payment per attempt to pay for a registration.' },
};
