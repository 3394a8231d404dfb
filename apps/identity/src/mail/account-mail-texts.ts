import { languageOf, type Language, type Locale } from '#contracts';
import type { OutgoingAccountMail } from '../ports/email-verifications.js';

type Kind = OutgoingAccountMail['kind'];

interface Text {
  subject: string;
  /** Text above the link or the code; `body` is the text of a mail without either. */
  body: { link: string; code: string } | string;
  other: string;
}

/** The texts contain no user input, because a mail may reach another person. */
const texts: Record<Language, Record<Kind, Text>> = {
  en: {
    verification: {
      subject: 'Confirm your e-mail address',
      body: {
        link: 'Open this address within 24 hours to confirm your e-mail address:',
        code: 'Enter this code within 24 hours to confirm your e-mail address:',
      },
      other: 'If you did not sign up, ignore this message. You will not receive another one.',
    },
    'password-reset': {
      subject: 'Reset your password',
      body: {
        link: 'Open this address within 30 minutes to choose a new password:',
        code: 'Enter this code within 30 minutes to choose a new password:',
      },
      other: 'If you did not request this, ignore this message. Your password remains unchanged.',
    },
    'email-change': {
      subject: 'Confirm your new e-mail address',
      body: {
        link: 'Open this address within 24 hours to use this e-mail address for your account:',
        code: 'Enter this code within 24 hours to use this e-mail address for your account:',
      },
      other: 'If you did not request this, ignore this message.',
    },
    'email-changed': {
      subject: 'Your e-mail address has changed',
      body: 'Your account has a new e-mail address. Messages are no longer sent to this one.',
      other: 'If you did not do this, contact the administrator immediately.',
    },
    'password-changed': {
      subject: 'Your password has changed',
      body: 'The password of your account has changed, and other sessions have ended.',
      other: 'If you did not do this, reset your password immediately and contact the administrator.',
    },
  },
  ko: {
    verification: {
      subject: '이메일 주소를 확인해 주세요',
      body: {
        link: '24시간 안에 아래 주소를 열어 이메일 주소를 확인해 주세요.',
        code: '24시간 안에 아래 코드를 입력해 이메일 주소를 확인해 주세요.',
      },
      other: '가입하지 않으셨다면 이 메일을 무시해 주세요. 다른 메일은 보내지 않습니다.',
    },
    'password-reset': {
      subject: '비밀번호를 재설정해 주세요',
      body: {
        link: '30분 안에 아래 주소를 열어 새 비밀번호를 설정해 주세요.',
        code: '30분 안에 아래 코드를 입력해 새 비밀번호를 설정해 주세요.',
      },
      other: '요청하지 않으셨다면 이 메일을 무시해 주세요. 비밀번호는 바뀌지 않습니다.',
    },
    'email-change': {
      subject: '새 이메일 주소를 확인해 주세요',
      body: {
        link: '24시간 안에 아래 주소를 열면 이 이메일 주소가 계정에 사용됩니다.',
        code: '24시간 안에 아래 코드를 입력하면 이 이메일 주소가 계정에 사용됩니다.',
      },
      other: '요청하지 않으셨다면 이 메일을 무시해 주세요.',
    },
    'email-changed': {
      subject: '이메일 주소가 변경되었습니다',
      body: '계정의 이메일 주소가 변경되었습니다. 앞으로 이 주소로는 메일을 보내지 않습니다.',
      other: '직접 변경하지 않으셨다면 즉시 관리자에게 문의해 주세요.',
    },
    'password-changed': {
      subject: '비밀번호가 변경되었습니다',
      body: '계정의 비밀번호가 변경되어 다른 세션이 종료되었습니다.',
      other: '직접 변경하지 않으셨다면 즉시 비밀번호를 재설정하고 관리자에게 문의해 주세요.',
    },
  },
};

export function accountMail(
  kind: Kind,
  locale: Locale,
  how: { link: string } | { code: string },
): { subject: string; text: string } {
  const { subject, body, other } = texts[languageOf(locale)][kind];
  if (typeof body === 'string') return { subject, text: [body, other].join('\n\n') };
  const lines = 'link' in how ? [body.link, how.link] : [body.code, how.code];
  return { subject, text: [...lines, other].join('\n\n') };
}
