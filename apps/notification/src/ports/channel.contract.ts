import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Accepted, Mood } from '../../test/provider-mood.js';
import { NotYet, Undeliverable, type Channel, type OutgoingMessage, type Recipient } from './channel.js';

/** A channel, and what it has handed over; it gives up a try after `TRY_MS`. */
export interface ChannelUnderTest {
  channel: Channel;
  delivered(): readonly Accepted[];
  close(): Promise<void>;
}

/** A channel with a provider behind it that can be moody. */
export interface ProviderUnderTest extends ChannelUnderTest {
  becomes(mood: Mood): void;
  dies(): Promise<void>;
}

/** What is true of a channel's provider. */
export interface ProviderFacts {
  /** The address that the channel reaches a student by. */
  reaches: 'email' | 'phone' | 'webhookUrl';
  /** It delivers a key once however often it comes; otherwise repeats arrive under one key. */
  deliversOnce: boolean;
}

export const TRY_MS = 1_500;

export const mina: Recipient = {
  studentId: 'mina',
  email: 'mina@sugang.dev',
  phone: '+821012345678',
  webhookUrl: 'https://mina.example.org/',
};
let messages = 0;

/** A message to Mina, in Korean. */
export const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: `0193a5b0-0000-7000-8000-${String((messages += 1)).padStart(12, '0')}:channel`,
  registrationId: '0193a5b0-0000-7000-8000-0000000003e9',
  template: 'confirmed',
  locale: 'ko',
  title: '[수강] 수강 등록이 확정되었습니다',
  body: '김미나님, “한국어 글쓰기” 강의의 수강 등록이 확정되었습니다. 🎓',
  at: new Date('2027-02-22T00:00:00.000Z'),
  to: mina,
  ...changes,
});

/** What notification relies on, whatever the way to the student. */
export function channelContract(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`${name} as a channel`, () => {
    let under: ChannelUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('hands a message over, with its key', async () => {
      const sent = message();
      await under.channel.send(sent);
      expect(under.delivered()).toMatchObject([{ key: sent.key }]);
    });

    it('hands over many at once, each under its own key', async () => {
      const all = Array.from({ length: 20 }, () => message());
      await Promise.all(all.map((each) => under.channel.send(each)));
      const delivered = under.delivered().map(({ key }) => key);
      expect(delivered.toSorted()).toEqual(all.map(({ key }) => key).toSorted());
    });
  });
}

/** What notification relies on where somebody else carries the message. */
export function providerContract(
  name: string,
  { reaches, deliversOnce }: ProviderFacts,
  open: () => Promise<ProviderUnderTest>,
): void {
  channelContract(name, open);

  describe(`${name} and its provider`, () => {
    let under: ProviderUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    const failureOf = async (sent = message()): Promise<Error> => {
      const outcome = await under.channel.send(sent).catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(Error);
      return outcome as Error;
    };

    it('carry the text as it was written', async () => {
      const sent = message();
      await under.channel.send(sent);
      expect(under.delivered()[0]?.text).toContain(sent.body);
    });

    it('know a message that is sent again by its key', async () => {
      const sent = message();
      await under.channel.send(sent);
      await under.channel.send(sent);
      expect(under.delivered().map(({ key }) => key)).toEqual(deliversOnce ? [sent.key] : [sent.key, sent.key]);
    });

    it('give a message up that the provider refuses', async () => {
      under.becomes('refuse');
      expect(await failureOf()).toBeInstanceOf(Undeliverable);
    });

    it.each(['fail', 'ask to wait', 'hang'] as const)('try a message again when they %s', async (mood) => {
      under.becomes(mood);
      const sent = message();
      expect(await failureOf(sent)).not.toBeInstanceOf(Undeliverable);
      under.becomes('accept');
      await under.channel.send(sent);
      expect(under.delivered()).toMatchObject([{ key: sent.key }]);
    });

    it('try a message again when nobody is there', async () => {
      await under.dies();
      expect(await failureOf()).not.toBeInstanceOf(Undeliverable);
    });

    it('never name the student when something goes wrong', async () => {
      for (const mood of ['refuse', 'fail', 'hang'] as const) {
        under.becomes(mood);
        const { message: reason } = await failureOf();
        expect(reason).not.toMatch(/mina|미나|8210|@/i);
      }
    });

    it('give a student up whose address nobody knows', async () => {
      expect(await failureOf(message({ to: { ...mina, [reaches]: null } }))).toBeInstanceOf(Undeliverable);
    });
  });
}

export const waitOf = (error: unknown): number => (error instanceof NotYet ? error.waitMs : 0);
