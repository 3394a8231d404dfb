import { describe, expect, it } from '@jest/globals';
import { NotificationTemplate, type Language } from '#contracts';
import { monday } from '../../test/states.js';
import { renderMessage, shortened } from './message.js';
import { messageTemplates } from './message-templates.js';

const templates = NotificationTemplate.options;
const placeholdersIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
const facts = { amount: 49_000, payBy: '2027-02-22T00:10:00.000Z' };
const session = (date: string) => ({ startsAt: `${date}T01:00:00.000Z`, endsAt: `${date}T03:00:00.000Z` });
const lecture = {
  title: 'Algorithms 101',
  sessions: [session('2027-03-09'), session('2027-03-02'), session('2027-03-16')],
  cancelNote: null as string | null,
};
const mina = { name: 'Mina', lecture };

describe('every message template', () => {
  it('exists in Korean and in English', () => {
    for (const texts of Object.values(messageTemplates))
      expect(Object.keys(texts).toSorted()).toEqual(templates.toSorted());
  });

  it.each(templates)('%s has the same placeholders in both languages, and names student and lecture', (template) => {
    const [ko, en] = [messageTemplates.ko[template], messageTemplates.en[template]];
    expect(placeholdersIn(ko.title + ko.body)).toEqual(placeholdersIn(en.title + en.body));
    expect(placeholdersIn(ko.body)).toEqual(expect.arrayContaining(['{lecture}', '{name}']));
  });

  it.each(templates)('%s has no placeholder without a value', (template) => {
    for (const locale of ['ko', 'en'] as const) {
      const { title, body } = renderMessage(template, locale, facts, mina, monday);
      expect(title + body).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });
});

describe('a message', () => {
  it('formats money and Korean time for its language', () => {
    expect(renderMessage('payment-awaited', 'ko', facts, mina, monday).body).toBe(
      'Mina님, “Algorithms 101” 강의의 좌석을 2027년 2월 22일 09:10까지 확보해 두었습니다. 그때까지 마이페이지에서 49,000원을 결제해 주세요.',
    );
    expect(renderMessage('payment-awaited', 'en', facts, mina, monday).body).toBe(
      'Mina, we are holding a seat in “Algorithms 101” for you until 22 February 2027, 09:10 (Korean time). Please pay ₩49,000 on My Page by then.',
    );
  });

  it('of the staff has their title and text unchanged, with its line breaks', () => {
    const announcement = { title: 'Bring {name}', body: 'We sort data.\n\n{lecture}' };
    expect(renderMessage('announcement', 'en', { announcement }, mina, monday)).toEqual({
      title: 'Sugang: Bring {name}',
      body: 'Mina, this is a message to the students of “Algorithms 101”: Bring {name}\n\nWe sort data.\n\n{lecture}',
    });
  });

  it('is shortened for channels that limit its length, without cutting a character in half', () => {
    const text = `${'가'.repeat(69)}🎓${'나'.repeat(40)}`;
    expect(shortened(text, text.length, 'ko')).toBe(text);
    const short = shortened(text, 97, 'ko');
    expect(short).toBe(`${'가'.repeat(69)}… (전체 내용은 마이페이지에서 확인해 주세요.)`);
    expect(shortened(text, 80, 'en')).toHaveLength(80);
  });

  it('inserts names and titles unchanged, even if they resemble placeholders', () => {
    const strange = { name: '{lecture}', lecture: { ...lecture, title: '$& {name} {amount}' } };
    expect(renderMessage('canceled-by-student', 'en', facts, strange, monday).body).toBe(
      '{lecture}, we have canceled your registration for “$& {name} {amount}” as you requested. If a refund is due, we will notify you when it is complete.',
    );
  });
});

describe('a name or title from before today’s rules', () => {
  it.each(['Win now!\n\nhttps://evil.example', 'see evil.example/prize', 'a\u2028b', '\u202eanim', ' '])(
    'cannot become lines or links of the message: %j',
    (name) => {
      const text = { ...lecture, title: 'Algorithms\r\n\u2028101' };
      const bodyIn = (locale: Language) =>
        renderMessage('confirmed', locale, facts, { name, lecture: text }, monday).body;
      expect(bodyIn('en')).toMatch(/^Dear student, your registration for “Algorithms 101” is confirmed/);
      expect(bodyIn('ko')).toMatch(/^수강생님, “Algorithms 101” 강의/);
    },
  );
});

describe('the session in a message', () => {
  const body = (template: NotificationTemplate, locale: Language, now: string) =>
    renderMessage(template, locale, facts, mina, new Date(now)).body;

  it('is the first session until that has begun, and then the next one', () => {
    expect(body('lecture-changed', 'en', '2027-03-02T00:59:59.999Z')).toContain(
      'has changed. The first session is on 2 March 2027, 10:00 (Korean time). If',
    );
    expect(body('lecture-changed', 'en', '2027-03-02T01:00:00.000Z')).toContain(
      'has changed. The next session is on 9 March 2027, 10:00 (Korean time). If',
    );
    expect(body('confirmed', 'ko', '2027-03-10T00:00:00.000Z')).toBe(
      'Mina님, “Algorithms 101” 강의의 수강 신청이 확정되었습니다. 다음 수업은 2027년 3월 16일 10:00입니다.',
    );
  });

  it('is omitted once the last session has begun', () => {
    expect(body('confirmed', 'en', '2027-03-16T02:00:00.000Z')).toBe(
      'Mina, your registration for “Algorithms 101” is confirmed.',
    );
    expect(body('lecture-changed', 'ko', '2027-03-16T02:00:00.000Z')).toBe(
      'Mina님, 신청하신 “Algorithms 101” 강의의 내용이 변경되었습니다. 수업 시간이 바뀐 경우 7일 안에 취소할 수 있습니다. 자세한 내용과 환불 금액은 마이페이지에서 확인해 주세요.',
    );
  });
});

describe('the message about a canceled lecture', () => {
  const body = (locale: Language, cancelNote: string | null) =>
    renderMessage('canceled-by-lecture', locale, facts, { name: 'Mina', lecture: { ...lecture, cancelNote } }, monday)
      .body;

  it('contains the reason of the cancellation if there is one', () => {
    expect(body('en', 'Dr. Park is ill.')).toMatch(/you will receive a refund\. Reason given: “Dr\. Park is ill”\.$/);
    expect(body('ko', '담당 교수의 병가')).toMatch(/환불해 드립니다\. 사유: “담당 교수의 병가”\.$/);
    expect(body('en', null)).toMatch(/you will receive a refund\.$/);
  });
});

describe('the message about canceled places', () => {
  const body = (locale: Language, refundDue?: number) => {
    const given = { ...facts, canceledPlaces: 2, allPlaces: 3, ...(refundDue !== undefined && { refundDue }) };
    return renderMessage('places-canceled', locale, given, { name: 'Mina', lecture }, monday).body;
  };

  it('contains how many are canceled and the refund in total', () => {
    expect(body('en', 40_834)).toMatch(/Canceled so far: 2 of 3\. In total, ₩40,834 will be refunded\.$/);
    expect(body('ko', 40_834)).toMatch(/3자리 중 2자리\. 환불 금액은 총 40,834원입니다\.$/);
  });

  it('mentions no refund if nothing was paid', () => {
    expect(body('en')).toMatch(/Canceled so far: 2 of 3\.$/);
    expect(body('en', 0)).toMatch(/Canceled so far: 2 of 3\.$/);
  });
});

describe('a reason', () => {
  const body = (template: 'cancellation-requested' | 'lecture-canceled', locale: Language) => {
    const given = { ...facts, note: 'I have moved', decideBy: '2027-03-01T00:00:00.000Z' };
    return renderMessage(template, locale, given, { name: 'Dr. Park', lecture, isStaff: true }, monday).body;
  };

  it('follows the sentence that it explains', () => {
    expect(body('cancellation-requested', 'en')).toContain('“Algorithms 101”. Reason given: “I have moved”. Please');
    expect(body('cancellation-requested', 'ko')).toContain('요청했습니다. 사유: “I have moved”. 2027');
    expect(body('lecture-canceled', 'en')).toContain('is canceled. Reason given: “I have moved”. Registrations');
    expect(body('lecture-canceled', 'ko')).toContain('폐강되었습니다. 사유: “I have moved”. 함께');
  });
});
