import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ServiceClients } from '../ports/tokens.js';

export type ClientDigests = ReadonlyMap<string, Buffer>;

const MIN_SECRET_LENGTH = 32;
const CLIENT = new RegExp(`^([A-Za-z0-9._-]{1,64}):(?:sha256:([0-9a-f]{64})|([!-~]{${MIN_SECRET_LENGTH},}))$`);
const FORM = `must be clients such as registration:sha256:<64 hex digits> or registration:<secret of ${MIN_SECRET_LENGTH} characters or more>, separated by commas`;

/** `registration:sha256:…,reports:<secret>`. Error messages never repeat the value, which is secret. */
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

/** The clients in the settings; only digests of their secrets stay in memory. */
export class ConfiguredServiceClients extends ServiceClients {
  private readonly unknownDigest = randomBytes(32);

  constructor(private readonly digests: ClientDigests) {
    super();
  }

  recognize(clientId: string, secret: string): boolean {
    return timingSafeEqual(digestOf(secret), this.digests.get(clientId) ?? this.unknownDigest);
  }
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
