import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { Role } from '#contracts';
import type { CallingAccount } from './account.js';

const Claims = z.object({
  sub: z.string().min(1).max(128),
  role: Role,
  name: z.string().max(300).default(''),
  exp: z.number(),
});

/** Whose a token of identity's is. @throws z.ZodError when it says less than identity says */
export function ownAccountOf(payload: JWTPayload): CallingAccount {
  const { sub, role, name, exp } = Claims.parse(payload);
  return { id: sub, role, name, tokenExpiresAt: new Date(exp * 1000) };
}
