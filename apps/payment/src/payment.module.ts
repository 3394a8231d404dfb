import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { MessagingModule, type Wiring } from '#messaging';
import { Database } from '#persistence';
import { Clock, Log, PlatformModule, Shutdown, storeAt } from '#platform';
import { grpcServer } from './grpc/grpc-server.js';
import { GrpcPaymentsController } from './grpc/payments.controller.js';
import { InternalPaymentsController } from './http/internal-payments.controller.js';
import { PaymentsController } from './http/payments.controller.js';
import { CardTokenSeal } from './persistence/card-token-seal.js';
import { cardTokenKey } from './persistence/card-token-key.js';
import { openPaymentStore } from './persistence/payment-store.js';
import { ReEmittedPayments } from './persistence/re-emitted-payments.js';
import { TypeormOpenPayments } from './persistence/typeorm.open-payments.js';
import { TypeormPaymentHistory } from './persistence/typeorm.payment-history.js';
import { TypeormPayments } from './persistence/typeorm.payments.js';
import { WheneverRegistrationOverEndPayments } from './policies/whenever-registration-over-end-payments.js';
import { ProviderLedger } from './provider/provider-ledger.js';
import { SimulatedProvider } from './provider/simulated.payment-provider.js';
import { Temperament } from './provider/temperament.js';
import { SettlementRounds } from './rounds/settlement-rounds.js';
import { ChargeController } from './rpc/charge.controller.js';
import type { PaymentSettings } from './settings.js';
import { ChargeRegistrationHandler } from './use-cases/charge-registration.js';
import { ChargesUnderWay } from './use-cases/charges-under-way.js';
import { EndEarlierAttempts } from './use-cases/end-earlier-attempts.js';
import { EndPaymentsOfRegistrationHandler } from './use-cases/end-payments-of-registration.js';
import { FindPaymentHandler } from './use-cases/find-payment.js';
import { ListPaymentsHandler } from './use-cases/list-payments.js';
import { OpenPayments } from './use-cases/open-payments.js';
import { PaymentHistory } from './use-cases/payment-history.js';
import { PaymentProvider } from './use-cases/payment-provider.js';
import { Payments } from './use-cases/payments.js';
import { SettleDuePaymentsHandler } from './use-cases/settle-due-payments.js';
import { Settlement } from './use-cases/settlement.js';
import { SettlementBell } from './use-cases/settlement-bell.js';

export { paymentSettings, type PaymentSettings } from './settings.js';

const policies = [WheneverRegistrationOverEndPayments];

const useCases: Provider[] = [
  ChargeRegistrationHandler,
  EndPaymentsOfRegistrationHandler,
  SettleDuePaymentsHandler,
  FindPaymentHandler,
  ListPaymentsHandler,
  Settlement,
  EndEarlierAttempts,
  SettlementBell,
  SettlementRounds,
  {
    provide: ChargesUnderWay,
    inject: [Shutdown, Log],
    useFactory: (shutdown: Shutdown, log: Log) => new ChargesUnderWay(shutdown, log),
  },
];

const stores: Provider[] = [
  { provide: Payments, useClass: TypeormPayments },
  { provide: OpenPayments, useClass: TypeormOpenPayments },
  { provide: PaymentHistory, useClass: TypeormPaymentHistory },
  ReEmittedPayments,
];

@Module({})
class PaymentStoreModule {
  static with({ DATABASE_URL, SUGANG_DATA_DIR, SUGANG_MIGRATIONS }: PaymentSettings): DynamicModule {
    const open = () => openPaymentStore(DATABASE_URL, SUGANG_DATA_DIR, SUGANG_MIGRATIONS);
    const database = { provide: Database, useFactory: open };
    return { module: PaymentStoreModule, global: true, providers: [database], exports: [Database] };
  }
}

@Module({})
export class PaymentModule {
  static with(settings: PaymentSettings, { broker, rpc, keys, clock }: Wiring): DynamicModule {
    const service = 'payment';
    const grpcPort = settings.SUGANG_GRPC_PORT;
    const overQueue = rpc.server(PAYMENT_RPC_QUEUE, settings.SUGANG_PAYMENT_CONCURRENCY);
    const transports = [overQueue, ...(grpcPort === undefined ? [] : [grpcServer(grpcPort)])];
    const waysIn = [ChargeController, ...(grpcPort === undefined ? [] : [GrpcPaymentsController])];
    const aggregates = [ReEmittedPayments];
    return {
      module: PaymentModule,
      imports: [
        PaymentStoreModule.with(settings),
        PlatformModule.with({ service, settings, keys, clock, transports, api }),
        MessagingModule.with({ service, broker, policies, guard: 'inbox', aggregates, resyncWhenNew: false }),
        CqrsModule.forRoot(),
      ],
      controllers: [PaymentsController, InternalPaymentsController, ...waysIn],
      providers: [...policies, ...useCases, ...stores, seal(settings), provider(settings)],
    };
  }
}

const seal = ({ SUGANG_PAYMENT_TOKEN_KEY, SUGANG_DATA_DIR }: PaymentSettings): Provider => ({
  provide: CardTokenSeal,
  useFactory: async () => new CardTokenSeal(await cardTokenKey(SUGANG_PAYMENT_TOKEN_KEY, SUGANG_DATA_DIR)),
});

const provider = (settings: PaymentSettings): Provider => ({
  provide: PaymentProvider,
  inject: [Clock, Shutdown],
  useFactory: async (clock: Clock, shutdown: Shutdown) => {
    const ledger = await ProviderLedger.open(storeAt(settings), clock);
    shutdown.add('store', { drain: () => ledger.close() });
    const latency = settings.SUGANG_PROVIDER_LATENCY_MS;
    return new SimulatedProvider(
      ledger,
      new Temperament({ latency, failureRate: settings.SUGANG_PROVIDER_FAILURE_RATE }),
    );
  },
});

const api = {
  title: 'Sugang payment',
  description: 'Payments for registrations and their refunds, as students and admins read them.',
  tags: { payments: 'One payment per attempt to pay for a registration.' },
};
