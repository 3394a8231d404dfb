import { describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { firstValueFrom } from 'rxjs';
import type { GeneralProblem } from '#contracts';
import { HttpProblem, Log, unavailable } from '#platform';
import { GrpcExceptionFilter } from './grpc-exception-filter.js';

const filter = new GrpcExceptionFilter(Log.silent());
const sent = (error: unknown) => firstValueFrom(filter.catch(error));

describe('GrpcExceptionFilter', () => {
  it.each<[GeneralProblem, status]>([
    ['UNAUTHENTICATED', status.UNAUTHENTICATED],
    ['FORBIDDEN', status.PERMISSION_DENIED],
  ])('maps %s to its gRPC status and sends the detail', async (code, expected) => {
    await expect(sent(new HttpProblem(code, 'Not you.'))).rejects.toEqual({ code: expected, message: 'Not you.' });
  });

  it('sends UNAVAILABLE for an unavailable dependency and no details of an internal fault', async () => {
    await expect(sent(unavailable('no key'))).rejects.toMatchObject({ code: status.UNAVAILABLE });
    const fault = { code: status.INTERNAL, message: expect.not.stringContaining('secret') };
    await expect(sent(new Error('secret'))).rejects.toMatchObject(fault);
  });
});
