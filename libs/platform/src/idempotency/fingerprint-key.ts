import { randomBytes } from 'node:crypto';
import { isDuplicateKey, type Database } from '#persistence';

const KEY_BYTES = 32;

/** The secret of request fingerprints: the configured one, or a random one in the store, which all replicas share. */
export class FingerprintKey {
  private loading?: Promise<Buffer>;

  constructor(
    private readonly database: () => Database,
    private readonly configured?: string,
    private readonly configuredPrevious?: string,
  ) {}

  /** The key of replicas that have not been restarted yet, and of stored records. */
  get previous(): Buffer | undefined {
    return this.configuredPrevious === undefined ? undefined : Buffer.from(this.configuredPrevious, 'base64');
  }

  async value(): Promise<Buffer> {
    this.loading ??= this.load();
    try {
      return await this.loading;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  private async load(): Promise<Buffer> {
    const { configured } = this;
    return Buffer.from(configured ?? (await this.stored()) ?? (await this.create()), 'base64');
  }

  private async stored(): Promise<string | undefined> {
    const [row] = await this.database().reader.query<{ secret: string }[]>('SELECT secret FROM fingerprint_key');
    return row?.secret;
  }

  private async create(): Promise<string> {
    const secret = randomBytes(KEY_BYTES).toString('base64');
    const sql = 'INSERT INTO fingerprint_key (id, secret) VALUES (1, ?)';
    try {
      await this.database().statement((manager) => manager.query(sql, [secret]));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    // Another replica may have stored its key first.
    return (await this.stored())!;
  }
}
