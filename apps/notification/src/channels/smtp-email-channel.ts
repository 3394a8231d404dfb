import { createTransport, type Transporter } from 'nodemailer';
import { Channel, Undeliverable, type OutgoingMessage } from '../use-cases/channel.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` (STARTTLS where it is offered) or `smtps://…`. */
  url: string;
  from: string;
  /** Bounds the whole conversation about one mail, however lively the server draws it out. */
  timeoutMs: number;
}

/** Servers mind clients with more. */
const CONNECTIONS = 4;

/**
 * E-mail by SMTP. SMTP knows no idempotency key: the Message-ID is made of ours, which mailbox providers may drop repeats by,
 * but need not.
 */
export class SmtpEmailChannel extends Channel {
  readonly name = 'email';
  override readonly atOnce = CONNECTIONS;
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
      // A mail that is given up must not leave from a buffer after all.
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ key, to, title, body, locale, at }: OutgoingMessage): Promise<void> {
    if (to.email === null) throw new Undeliverable('there is no e-mail address');
    try {
      await this.transport.sendMail({
        from: this.options.from,
        to: { name: '', address: to.email },
        subject: title,
        text: body,
        date: at,
        messageId: `<${key.replace(':', '.')}@sugang>`,
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' },
        // Ends the connection, too; other mails go on.
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

/** What the server finally refuses is this recipient or this text, unless it is us. Its own words name the student and stay here. */
function failureOf(error: unknown): Error {
  const { code, responseCode = 0, command } = error as SmtpFailure;
  const isAboutIt = code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM');
  const reason = responseCode > 0 ? `answered ${responseCode}` : `no answer (${code ?? 'unknown'})`;
  return isAboutIt && (responseCode >= 500 || command === 'API') ? new Undeliverable(reason) : new Error(reason);
}
