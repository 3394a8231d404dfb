import { Catch, type ExceptionFilter } from '@nestjs/common';
import { status } from '@grpc/grpc-js';
import { RpcException } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { isRejection } from '#contracts';
import { isStoreFault } from '#persistence';
import { HttpProblem, Log } from '#platform';
import { InvalidChargeRequest } from '../rpc/charge-request.js';

interface GrpcError {
  code: status;
  message: string;
}

/** Maps errors to gRPC statuses. Details of internal faults are logged, never sent. */
@Catch()
export class GrpcExceptionFilter implements ExceptionFilter {
  private readonly log: Log;

  constructor(log: Log) {
    this.log = log.for('grpc');
  }

  catch(error: unknown): Observable<never> {
    return throwError(() => this.grpcErrorOf(error));
  }

  private grpcErrorOf(error: unknown): GrpcError {
    if (error instanceof RpcException) return error.getError() as GrpcError;
    if (error instanceof InvalidChargeRequest) return { code: status.INVALID_ARGUMENT, message: error.message };
    if (isRejection(error)) return { code: status.ALREADY_EXISTS, message: error.message };
    if (error instanceof HttpProblem && error.status === 401) {
      return { code: status.UNAUTHENTICATED, message: error.detail };
    }
    if (error instanceof HttpProblem && error.status === 403) {
      return { code: status.PERMISSION_DENIED, message: error.detail };
    }
    if (isStoreFault(error) || (error instanceof HttpProblem && error.status === 503)) {
      this.log.warn('a dependency was unavailable during a call', { error });
      return { code: status.UNAVAILABLE, message: 'The service is temporarily unavailable. Retry in a moment.' };
    }
    this.log.error('a call failed', { error });
    return { code: status.INTERNAL, message: 'An internal error occurred and has been logged. Retry later.' };
  }
}
