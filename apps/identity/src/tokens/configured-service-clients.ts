import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ServiceClients } from '../ports/tokens.js';

export type ClientDigests = ReadonlyMap<string, readonly Buffer[]>;

const MIN_SECRET_LENGTH = 32;
/** The second one replaces the first without an interruption. */
const MAX_SECRETS = 2;
const CLIENT = new RegExp(`^([A-Za-z0-9._-]{1,64}):(?:sha256:([0-9a-f]{64})|([!-~]{${MIN_SECRET_LENGTH},}))$`);
const FORM = `must be clients such as registration:sha256:<64 hex digits> or registration:<secret of ${MIN_SECRET_LENGTH} characters or more>, separated by commas`;

/** `registration:sha256:…,reports:<secret>`. Error messages never repeat the value, which is secret. */
export const serviceClients = z.string().transform((value, context): ClientDigests => {
  const clients = value.split(',').map((each) => CLIENT.exec(each.trim()));
  const digests = new Map<string, Buffer[]>();
  for (const client of clients) {
    const [, id = '', digest, secret = ''] = client ?? [];
    const known = digests.get(id) ?? [];
    if (!client || known.length === MAX_SECRETS) {
      context.addIssue({ code: 'custom', message: client ? `names ${id} more than twice` : FORM });
      return z.NEVER;
    }
    digests.set(id, [...known, digest ? Buffer.from(digest, 'hex') : digestOf(secret)]);
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
    const [first = this.unknownDigest, second = this.unknownDigest] = this.digests.get(clientId) ?? [];
    const digest = digestOf(secret);
    const matches = [first, second].map((each) => timingSafeEqual(digest, each));
    return matches.includes(true);
  }
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
