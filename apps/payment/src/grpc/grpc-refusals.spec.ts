import { describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { firstValueFrom } from 'rxjs';
import type { GeneralProblem } from '#contracts';
import { HttpProblem, Log, unavailable } from '#platform';
import { GrpcRefusals } from './grpc-refusals.js';

const refusals = new GrpcRefusals(Log.silent());
const told = (error: unknown) => firstValueFrom(refusals.catch(error));

describe('a refusal over gRPC', () => {
  it.each<[GeneralProblem, status]>([
    ['UNAUTHENTICATED', status.UNAUTHENTICATED],
    ['FORBIDDEN', status.PERMISSION_DENIED],
  ])('says why: %s', async (code, expected) => {
    await expect(told(new HttpProblem(code, 'Not you.'))).rejects.toEqual({ code: expected, message: 'Not you.' });
  });

  it('is none of ours where something is away, and tells nothing of our faults', async () => {
    await expect(told(unavailable('no key'))).rejects.toMatchObject({ code: status.UNAVAILABLE });
    const fault = { code: status.INTERNAL, message: expect.not.stringContaining('secret') };
    await expect(told(new Error('secret'))).rejects.toMatchObject(fault);
  });
});
