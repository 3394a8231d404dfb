import { Catch, type ExceptionFilter } from '@nestjs/common';
import { status } from '@grpc/grpc-js';
import { RpcException } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { isStoreFault } from '#persistence';
import { HttpProblem, Log } from '#platform';
import { NotACharge } from '../rpc/charge-call.js';

interface Refusal {
  code: status;
  message: string;
}

/** Every refusal as a status of gRPC; of our own faults nothing is told but that they happened. */
@Catch()
export class GrpcRefusals implements ExceptionFilter {
  private readonly log: Log;

  constructor(log: Log) {
    this.log = log.for('grpc');
  }

  catch(error: unknown): Observable<never> {
    return throwError(() => this.refusalOf(error));
  }

  private refusalOf(error: unknown): Refusal {
    if (error instanceof RpcException) return error.getError() as Refusal;
    if (error instanceof NotACharge) return { code: status.INVALID_ARGUMENT, message: error.message };
    if (error instanceof HttpProblem && error.status === 401) {
      return { code: status.UNAUTHENTICATED, message: error.detail };
    }
    if (error instanceof HttpProblem && error.status === 403) {
      return { code: status.PERMISSION_DENIED, message: error.detail };
    }
    if (isStoreFault(error) || (error instanceof HttpProblem && error.status === 503)) {
      this.log.warn('a call met something unavailable', { error });
      return { code: status.UNAVAILABLE, message: 'Please try again in a moment.' };
    }
    this.log.error('a call failed', { error });
    return { code: status.INTERNAL, message: 'Something went wrong on our side. It has been noted.' };
  }
}
