import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import { ServerGrpc, type CustomTransportStrategy } from '@nestjs/microservices';
import { anyAddress } from '#platform';

export const PAYMENT_PACKAGE = 'sugang.payment.v1';

const MAX_MESSAGE_BYTES = 16 * 1024;

export const paymentPackage = loadSync(fileURLToPath(new URL('payment.proto', import.meta.url)), {
  longs: Number,
  enums: String,
  defaults: false,
});

export const grpcServer = (port: number): CustomTransportStrategy =>
  new ServerGrpc({
    url: `${anyAddress() === '::' ? '[::]' : '0.0.0.0'}:${port}`,
    package: PAYMENT_PACKAGE,
    packageDefinition: paymentPackage,
    maxReceiveMessageLength: MAX_MESSAGE_BYTES,
    gracefulShutdown: true,
  });
