import { z } from 'zod';

/** RFC 9457 problem document; `code` is stable, `type` is made of it. */
export const Problem = z
  .object({
    type: z.string().meta({ example: 'https://sugang.dev/problems/lecture-full' }),
    title: z.string().meta({ example: 'Lecture full' }),
    status: z.int().meta({ example: 409 }),
    detail: z.string().meta({
      example: 'All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires.',
    }),
    instance: z.string().meta({ example: '/api/v1/registrations' }),
    code: z.string().meta({ example: 'LECTURE_FULL' }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    traceId: z.string().meta({ example: '4bf92f3577b34da6a3ce929d0e0e4736' }),
    registrationId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
