import { createTransport, type Transporter } from 'nodemailer';
import { AccountMail, type OutgoingAccountMail } from '../ports/email-verifications.js';
import { accountMail } from './account-mail-texts.js';

const TIMEOUT_MS = 10_000;

type Kind = OutgoingAccountMail['kind'];

export interface MailOptions {
  url: string | undefined;
  from: string;
  /** The pages of a frontend that accept a token; the token is appended as the parameter `token`. */
  pages: Partial<Record<Kind, string | undefined>>;
}

export class SmtpAccountMail extends AccountMail {
  private readonly transport?: Transporter;

  constructor(private readonly options: MailOptions) {
    super();
    if (options.url === undefined) return;
    this.transport = createTransport({
      url: options.url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  get isAvailable(): boolean {
    return this.transport !== undefined;
  }

  async send({ kind, to, locale, token }: OutgoingAccountMail): Promise<void> {
    const page = this.options.pages[kind];
    const { subject, text } = accountMail(
      kind,
      locale,
      page === undefined ? { code: token } : { link: linkTo(page, token) },
    );
    try {
      await this.transport!.sendMail({
        from: this.options.from,
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      // The server's own text is dropped: it names the recipient.
      throw new Error(`the mail server did not accept the mail (${responseCode ?? code ?? 'unknown'})`);
    }
  }
}

function linkTo(page: string, token: string): string {
  const url = new URL(page);
  url.searchParams.set('token', token);
  return url.href;
}
