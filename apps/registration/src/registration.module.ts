import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { MessagingModule, type Wiring } from '#messaging';
import { Database } from '#persistence';
import { Clock, Log, Metrics, PlatformModule, Shutdown } from '#platform';
import { callMetrics, CallPolicy } from '#resilience';
import { AvailabilityController } from './http/availability.controller.js';
import { registrationProblems } from './http/problems.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { HttpPaymentGateway } from './payment/http.payment-gateway.js';
import { LimitedCalls } from './payment/limited-calls.js';
import { RpcPaymentGateway } from './payment/rpc.payment-gateway.js';
import { ServiceToken } from './payment/service-token.js';
import { openRegistrationStore } from './persistence/registration-store.js';
import { TypeormRegistrationLists } from './persistence/typeorm.registration-lists.js';
import { TypeormRegistrations } from './persistence/typeorm.registrations.js';
import { TypeormSeatLedger } from './persistence/typeorm.seat-ledger.js';
import { WheneverLectureCanceledGiveOutNoSeats } from './policies/whenever-lecture-canceled-give-out-no-seats.js';
import { WheneverLectureOpenedChangedOrClosedKeepLectureFacts } from './policies/whenever-lecture-opened-changed-or-closed-keep-lecture-facts.js';
import { WheneverPaymentCompletedConfirmRegistration } from './policies/whenever-payment-completed-confirm-registration.js';
import { WheneverPaymentDeclinedDeclineRegistration } from './policies/whenever-payment-declined-decline-registration.js';
import { callSettingsOf, paymentOverHttp, type RegistrationSettings } from './settings.js';
import { SweepInterval, Sweeps } from './sweeps/sweeps.js';
import { CancelRegistrationHandler } from './use-cases/cancel-registration.js';
import { CancelRegistrationsOfCanceledLecturesHandler } from './use-cases/cancel-registrations-of-canceled-lectures.js';
import { ConfirmRegistrationHandler } from './use-cases/confirm-registration.js';
import { DeclineRegistrationHandler } from './use-cases/decline-registration.js';
import { DeferPaymentHandler } from './use-cases/defer-payment.js';
import { ExpireHoldsOfClosedLecturesHandler } from './use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHoldsHandler } from './use-cases/expire-overdue-holds.js';
import { ExpireRegistrationHandler } from './use-cases/expire-registration.js';
import { Figures } from './use-cases/figures.js';
import { FindAvailabilityHandler } from './use-cases/find-availability.js';
import { FindRegistrationHandler } from './use-cases/find-registration.js';
import { HoldTime } from './use-cases/hold-time.js';
import { KeepLectureFactsHandler } from './use-cases/keep-lecture-facts.js';
import { ListRegistrationsHandler } from './use-cases/list-registrations.js';
import { OwnConfirmations } from './use-cases/own-confirmations.js';
import { PayForRegistrationHandler } from './use-cases/pay-for-registration.js';
import { PaymentGateway } from './use-cases/payment-gateway.js';
import { ReEmittedRegistrations } from './use-cases/re-emitted-registrations.js';
import { RegisterForLectureHandler } from './use-cases/register-for-lecture.js';
import { RegistrationLists } from './use-cases/registration-lists.js';
import { Registrations } from './use-cases/registrations.js';
import { RequestSeat } from './use-cases/request-seat.js';
import { SeatLedger } from './use-cases/seat-ledger.js';
import { TakePayment } from './use-cases/take-payment.js';

export { registrationSettings, type RegistrationSettings } from './settings.js';

const policies = [
  WheneverLectureOpenedChangedOrClosedKeepLectureFacts,
  WheneverLectureCanceledGiveOutNoSeats,
  WheneverPaymentCompletedConfirmRegistration,
  WheneverPaymentDeclinedDeclineRegistration,
];

const commandsAndQueries: Provider[] = [
  RegisterForLectureHandler,
  PayForRegistrationHandler,
  CancelRegistrationHandler,
  ConfirmRegistrationHandler,
  DeclineRegistrationHandler,
  DeferPaymentHandler,
  ExpireRegistrationHandler,
  ExpireOverdueHoldsHandler,
  ExpireHoldsOfClosedLecturesHandler,
  CancelRegistrationsOfCanceledLecturesHandler,
  KeepLectureFactsHandler,
  FindRegistrationHandler,
  ListRegistrationsHandler,
  FindAvailabilityHandler,
  RequestSeat,
  TakePayment,
  OwnConfirmations,
  Figures,
  ReEmittedRegistrations,
];

const stores: Provider[] = [
  { provide: Registrations, useClass: TypeormRegistrations },
  { provide: RegistrationLists, useClass: TypeormRegistrationLists },
  { provide: SeatLedger, useClass: TypeormSeatLedger },
];

@Module({})
class RegistrationStoreModule {
  static with(settings: RegistrationSettings): DynamicModule {
    const database = { provide: Database, useFactory: () => openRegistrationStore(settings) };
    return { module: RegistrationStoreModule, global: true, providers: [database], exports: [Database] };
  }
}

@Module({})
export class RegistrationModule {
  static with(settings: RegistrationSettings, wiring: Wiring): DynamicModule {
    const { broker, keys, clock } = wiring;
    const service = 'registration';
    return {
      module: RegistrationModule,
      imports: [
        RegistrationStoreModule.with(settings),
        PlatformModule.with({ service, settings, keys, clock, problems: registrationProblems, api }),
        MessagingModule.with({
          service,
          broker,
          policies,
          guard: 'inbox',
          aggregates: [ReEmittedRegistrations],
          resyncWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [RegistrationsController, AvailabilityController],
      providers: [...commandsAndQueries, ...policies, ...stores, ...payment(settings, wiring), ...time(settings)],
    };
  }
}

const payment = (settings: RegistrationSettings, { rpc }: Wiring): Provider[] => [
  {
    provide: PaymentGateway,
    useFactory: async (clock: Clock, log: Log, metrics: Metrics, shutdown: Shutdown) => {
      const ofCalls = log.for('payment-call');
      const policy = new CallPolicy('payment', callSettingsOf(settings), callMetrics('payment', metrics, ofCalls));
      const calls = new LimitedCalls(policy, clock, ofCalls);
      const http = paymentOverHttp(settings);
      if (http) {
        // Loaded only where payment is asked by HTTP: axios is a tenth of all that registration would load.
        const { insideTheNetwork } = await import('./payment/inside-the-network.js');
        const network = insideTheNetwork();
        return new HttpPaymentGateway(network, http.url, new ServiceToken(network, http.client, ofCalls), calls);
      }
      const client = rpc.client(PAYMENT_RPC_QUEUE);
      shutdown.add('broker', { drain: async () => void (await client.close()) });
      return new RpcPaymentGateway(client, calls);
    },
    inject: [Clock, Log, Metrics, Shutdown],
  },
];

const time = (settings: RegistrationSettings): Provider[] => [
  { provide: HoldTime, useValue: new HoldTime(settings.SUGANG_HOLD_MINUTES) },
  { provide: SweepInterval, useValue: new SweepInterval(settings.SUGANG_SWEEP_MS) },
  Sweeps,
];

const api = {
  title: 'Sugang registration',
  description: 'Seats of lectures: asking for one, paying for it, giving it back.',
  tags: {
    registrations: "A student's claims on seats.",
    availability: 'How many seats a lecture has left.',
  },
};
