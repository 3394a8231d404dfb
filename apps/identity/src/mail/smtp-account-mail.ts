import { createTransport, type Transporter } from 'nodemailer';
import type { Locale } from '#contracts';
import { AccountMail } from '../ports/email-verifications.js';

const TIMEOUT_MS = 10_000;

export interface MailOptions {
  url: string | undefined;
  from: string;
  /** The page of a frontend that confirms a token; the token is appended as the parameter `token`. */
  page: string | undefined;
}

/** The text repeats no input of the sign-up, because the mail may reach a stranger. */
const texts: Record<Locale, { subject: string; link: string; code: string; other: string }> = {
  en: {
    subject: 'Confirm your e-mail address',
    link: 'Open this address within 24 hours to confirm your e-mail address:',
    code: 'Enter this code within 24 hours to confirm your e-mail address:',
    other: 'If you did not sign up, ignore this message. You will not receive another one.',
  },
  ko: {
    subject: '이메일 주소를 확인해 주세요',
    link: '24시간 안에 아래 주소를 열어 이메일 주소를 확인해 주세요.',
    code: '24시간 안에 아래 코드를 입력해 이메일 주소를 확인해 주세요.',
    other: '가입하지 않으셨다면 이 메일을 무시해 주세요. 다른 메일은 보내지 않습니다.',
  },
};

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

  async sendVerification({ email, locale }: { email: string; locale: Locale }, token: string): Promise<void> {
    const { subject, ...text } = texts[locale];
    const { page, from } = this.options;
    const how = page === undefined ? [text.code, token] : [text.link, linkTo(page, token)];
    try {
      await this.transport!.sendMail({
        from,
        to: { name: '', address: email },
        subject,
        text: [...how, text.other].join('\n\n'),
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
