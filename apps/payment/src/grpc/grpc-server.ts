import { ServerGrpc, type CustomTransportStrategy } from '@nestjs/microservices';
import { PAYMENT_PACKAGE, paymentPackage } from './payment-proto.js';

const LARGEST_MESSAGE = 16 * 1024;

/** The gRPC way in; closing it answers first what is under way. */
export const grpcServer = (port: number): CustomTransportStrategy =>
  new ServerGrpc({
    url: `0.0.0.0:${port}`,
    package: PAYMENT_PACKAGE,
    packageDefinition: paymentPackage,
    maxReceiveMessageLength: LARGEST_MESSAGE,
    gracefulShutdown: true,
  });
