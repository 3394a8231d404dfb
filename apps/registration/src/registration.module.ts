import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { MessagingModule, type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import { Clock, Log, Metrics, PlatformModule, ServiceStatus, Shutdown, databaseOptionsOf, storeClock } from '#platform';
import { callMetrics, CallPolicy } from '#resilience';
import { AdminRegistrationsController } from './http/admin-registrations.controller.js';
import { AvailabilityController } from './http/availability.controller.js';
import { AvailabilityStreamController } from './http/availability-stream.controller.js';
import { AvailabilityStreams } from './http/availability-streams.js';
import { RegistrationsController } from './http/registrations.controller.js';
import { PlacesController, SeatsController } from './http/seats.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { jobs } from './jobs.js';
import { RegistrationMetrics } from './metrics.js';
import { PaymentCalls } from './payment/payment-calls.js';
import { RpcPaymentGateway } from './payment/rpc-payment-gateway.js';
import { ServiceToken } from './payment/service-token.js';
import { registrationSchema } from './persistence/registration-store.js';
import { RegistrationsResync } from './persistence/resync.js';
import { TypeormAudit } from './persistence/typeorm-audit.js';
import { TypeormFullLectures } from './persistence/typeorm-full-lectures.js';
import { TypeormRegistrationLists } from './persistence/typeorm-registration-lists.js';
import { TypeormRegistrations } from './persistence/typeorm-registrations.js';
import { TypeormSeatLedger } from './persistence/typeorm-seat-ledger.js';
import { TypeormSeats } from './persistence/typeorm-seats.js';
import { policies } from './policies.js';
import { Audit } from './ports/audit.js';
import { FullLectures } from './ports/full-lectures.js';
import { NumberedSeats } from './ports/numbered-seats.js';
import { PaymentGateway } from './ports/payment-gateway.js';
import { RegistrationLists, Registrations } from './ports/registrations.js';
import { SeatLedger } from './ports/seat-ledger.js';
import { callSettingsOf, paymentOverHttp, RegistrationSettings } from './settings.js';
import { AssignMissingSeatsHandler } from './use-cases/assign-missing-seats.js';
import { AcceptRegistrationHandler } from './use-cases/accept-registration.js';
import { CancelRegistrationHandler } from './use-cases/cancel-registration.js';
import { CancelRegistrationsOfCanceledLecturesHandler } from './use-cases/cancel-registrations-of-canceled-lectures.js';
import { ChangePlaceHandler } from './use-cases/change-place.js';
import { ConfirmRegistrationHandler } from './use-cases/confirm-registration.js';
import { DeclineRegistrationHandler } from './use-cases/decline-registration.js';
import { ExpireHoldsOfClosedLecturesHandler } from './use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHoldsHandler } from './use-cases/expire-overdue-holds.js';
import { FindAvailabilityHandler } from './use-cases/find-availability.js';
import { FindRegistrationHandler } from './use-cases/find-registration.js';
import { GrantCancellationHandler } from './use-cases/grant-cancellation.js';
import { GrantOverdueCancelRequestsHandler } from './use-cases/grant-overdue-cancel-requests.js';
import { ListAuditHandler } from './use-cases/list-audit.js';
import { ListRegistrationsHandler } from './use-cases/list-registrations.js';
import { ChargeAttempt, PayForRegistrationHandler } from './use-cases/pay-for-registration.js';
import { ListRegistrationsOfLectureHandler } from './use-cases/list-registrations-of-lecture.js';
import { QuoteRefundHandler } from './use-cases/quote-refund.js';
import { RefuseWhenFull } from './use-cases/refuse-when-full.js';
import { RefuseCancellationHandler } from './use-cases/refuse-cancellation.js';
import { RegisterForLectureHandler } from './use-cases/register-for-lecture.js';
import { RejectRegistrationHandler } from './use-cases/reject-registration.js';
import { RemoveStudentHandler } from './use-cases/remove-student.js';
import { ShowSeatMapHandler } from './use-cases/show-seat-map.js';
import { ShowStatisticsHandler } from './use-cases/show-statistics.js';
import { StaffDecisions } from './use-cases/staff-decisions.js';
import { UpdateLectureCopyHandler } from './use-cases/update-lecture-copy.js';

export { RegistrationSettings } from './settings.js';

const useCases: Provider[] = [
  RegisterForLectureHandler,
  RefuseWhenFull,
  PayForRegistrationHandler,
  ChargeAttempt,
  ConfirmRegistrationHandler,
  DeclineRegistrationHandler,
  CancelRegistrationHandler,
  ChangePlaceHandler,
  StaffDecisions,
  AcceptRegistrationHandler,
  RejectRegistrationHandler,
  GrantCancellationHandler,
  RefuseCancellationHandler,
  GrantOverdueCancelRequestsHandler,
  ListAuditHandler,
  ExpireOverdueHoldsHandler,
  ExpireHoldsOfClosedLecturesHandler,
  CancelRegistrationsOfCanceledLecturesHandler,
  AssignMissingSeatsHandler,
  UpdateLectureCopyHandler,
  RemoveStudentHandler,
  FindRegistrationHandler,
  ListRegistrationsOfLectureHandler,
  ShowStatisticsHandler,
  ListRegistrationsHandler,
  FindAvailabilityHandler,
  QuoteRefundHandler,
  ShowSeatMapHandler,
];

const stores: Provider[] = [
  { provide: Registrations, useClass: TypeormRegistrations },
  { provide: RegistrationLists, useClass: TypeormRegistrationLists },
  { provide: Audit, useClass: TypeormAudit },
  { provide: SeatLedger, useClass: TypeormSeatLedger },
  { provide: NumberedSeats, useClass: TypeormSeats },
  { provide: FullLectures, useClass: TypeormFullLectures },
];

@Module({})
export class RegistrationModule {
  static with(settings: RegistrationSettings, wiring: Wiring): DynamicModule {
    const { broker, keys, clock } = wiring;
    const service = 'registration';
    return {
      module: RegistrationModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource(service, databaseOptionsOf(settings), registrationSchema)),
        DatabaseModule.forRoot(service),
        PlatformModule.with({
          service,
          settings,
          keys,
          clock,
          jobs: jobs(settings),
          api,
        }),
        MessagingModule.with({
          service,
          broker,
          settings,
          disabledServices: settings.SUGANG_DISABLED_SERVICES,
          policies,
          guard: 'inbox',
          resyncSources: [RegistrationsResync],
          resyncWhenNew: true,
          republishWhenNew: true,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [
        RegistrationsController,
        PlacesController,
        SeatsController,
        AdminRegistrationsController,
        DecisionsController,
        AvailabilityController,
        AvailabilityStreamController,
      ],
      providers: [
        { provide: RegistrationSettings, useValue: settings },
        storeClock(clock),
        ...useCases,
        ...stores,
        RegistrationMetrics,
        AvailabilityStreams,
        RegistrationsResync,
        paymentGateway(settings, wiring),
      ],
    };
  }
}

const paymentGateway = (settings: RegistrationSettings, { rpc }: Wiring): Provider => ({
  provide: PaymentGateway,
  useFactory: async (clock: Clock, log: Log, metrics: Metrics, shutdown: Shutdown, status: ServiceStatus) => {
    const callLog = log.for('payment-call');
    const policy = new CallPolicy('payment', callSettingsOf(settings), callMetrics('payment', metrics, callLog));
    status.add(() => ({ calls: [policy.status] }));
    const calls = new PaymentCalls(policy, clock, callLog);
    const endpoint = paymentOverHttp(settings);
    if (endpoint) {
      // Loaded only where it is used: axios is a tenth of all code that registration would load.
      const { HttpPaymentGateway, internalHttp } = await import('./payment/http-payment-gateway.js');
      const http = internalHttp();
      return new HttpPaymentGateway(http, endpoint.url, new ServiceToken(http, endpoint.client, callLog), calls);
    }
    const client = rpc.client(PAYMENT_RPC_QUEUE);
    shutdown.add('broker', { drain: async () => void (await client.close()) });
    return new RpcPaymentGateway(client, calls);
  },
  inject: [Clock, Log, Metrics, Shutdown, ServiceStatus],
});

const api = {
  title: 'Sugang registration',
  description: 'Register for a lecture, pay for the seat, and cancel.',
  tags: {
    registrations: "A student's registrations.",
    availability: 'The seats of a lecture.',
  },
};
