import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ServiceClients } from '../ports/tokens.js';

/** SHA-256 of the secret of each client. */
export type ClientDigests = ReadonlyMap<string, Buffer>;

const LEAST_SECRET = 32;
const CLIENT = new RegExp(`^([A-Za-z0-9._-]{1,64}):(?:sha256:([0-9a-f]{64})|([!-~]{${LEAST_SECRET},}))$`);
const FORM = `must be clients such as registration:sha256:<64 hex digits> or registration:<secret of ${LEAST_SECRET} characters or more>, separated by commas`;

/** `registration:sha256:…,reports:<secret>`: what is wrong with it is told without repeating any of it. */
export const serviceClients = z.string().transform((value, context): ClientDigests => {
  const clients = value.split(',').map((each) => CLIENT.exec(each.trim()));
  const digests = new Map<string, Buffer>();
  for (const client of clients) {
    const [, id = '', digest, secret = ''] = client ?? [];
    if (!client || digests.has(id)) {
      context.addIssue({ code: 'custom', message: client ? `names ${id} twice` : FORM });
      return z.NEVER;
    }
    digests.set(id, digest ? Buffer.from(digest, 'hex') : digestOf(secret));
  }
  return digests;
});

/** The clients of the settings; of their secrets only digests are kept. */
export class ConfiguredServiceClients extends ServiceClients {
  private readonly nobodys = randomBytes(32);

  constructor(private readonly digests: ClientDigests) {
    super();
  }

  recognize(clientId: string, secret: string): boolean {
    return timingSafeEqual(digestOf(secret), this.digests.get(clientId) ?? this.nobodys);
  }
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
