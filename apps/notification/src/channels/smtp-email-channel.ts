import { createTransport, type Transporter } from 'nodemailer';
import { Channel, Undeliverable, type OutgoingMessage, type Recipient } from '../ports/channel.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` (with STARTTLS where the server offers it) or `smtps://…`. */
  url: string;
  from: string;
  timeoutMs: number;
}

/** SMTP servers commonly throttle clients with more connections. */
const CONNECTIONS = 4;

/** E-mail by SMTP, which has no idempotency key: a Message-ID derived from ours lets mailbox providers drop duplicates. */
export class SmtpEmailChannel extends Channel {
  readonly name = 'email';
  override readonly concurrency = CONNECTIONS;
  override readonly hasBudget = true;
  private readonly transport: Transporter;

  constructor(private readonly options: SmtpOptions) {
    super();
    const { url, timeoutMs } = options;
    this.transport = createTransport({
      url,
      pool: true,
      maxConnections: CONNECTIONS,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // A mail that has timed out must not be sent from a buffer later.
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override destinationOf({ email }: Recipient): string | undefined {
    return email?.toLowerCase();
  }

  async send({ key, to, title, body, locale, createdAt }: OutgoingMessage): Promise<void> {
    if (to.email === null) throw new Undeliverable('the student has no e-mail address');
    try {
      await this.transport.sendMail({
        from: this.options.from,
        to: { name: '', address: to.email },
        subject: title,
        text: body,
        date: createdAt,
        messageId: `<${key.replace(':', '.')}@sugang>`,
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(this.options.timeoutMs),
      });
    } catch (error) {
      throw failureOf(error);
    }
  }

  async close(): Promise<void> {
    this.transport.close();
  }
}

interface SmtpFailure extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** Permanent errors about the recipient or the text are undeliverable; those about the sender are not. The server's own text is dropped: it names the student. */
function failureOf(error: unknown): Error {
  const { code, responseCode = 0, command } = error as SmtpFailure;
  const isAboutMessage = code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM');
  const reason =
    responseCode > 0
      ? `the mail server returned ${responseCode}`
      : `the mail server did not respond (${code ?? 'unknown'})`;
  return isAboutMessage && (responseCode >= 500 || command === 'API') ? new Undeliverable(reason) : new Error(reason);
}
