import type { Role } from '#contracts';

/** Who sends a request, as the verified token says. */
export interface CallingAccount {
  id: string;
  role: Role;
  name: string;
}
