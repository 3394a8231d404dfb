import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Accepted, ProviderBehavior } from '../../test/provider-behavior.js';
import { RetryLater, Undeliverable, type Channel, type OutgoingMessage, type Recipient } from './channel.js';

/** A channel with a timeout of `ATTEMPT_MS`, and what it has delivered. */
export interface ChannelUnderTest {
  channel: Channel;
  delivered(): readonly Accepted[];
  close(): Promise<void>;
}

/** A channel whose provider can misbehave. */
export interface ProviderUnderTest extends ChannelUnderTest {
  behaves(behavior: ProviderBehavior): void;
  dies(): Promise<void>;
}

/** How a channel's provider differs from others. */
export interface ProviderFacts {
  /** The address that the channel uses. */
  reaches: 'email' | 'phone' | 'webhookUrl';
  /** The provider deduplicates by key; otherwise duplicates arrive with the same key. */
  deliversOnce: boolean;
}

export const ATTEMPT_MS = 1_500;

export const mina: Recipient = {
  accountId: 'mina',
  email: 'mina@sugang.dev',
  phone: '+821012345678',
  webhookUrl: 'https://mina.example.org/',
};
let messages = 0;

/** A message to Mina, in Korean. */
export const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: `0193a5b0-0000-7000-8000-${String((messages += 1)).padStart(12, '0')}:channel`,
  registrationId: '0193a5b0-0000-7000-8000-0000000003e9',
  staffOf: null,
  template: 'confirmed',
  locale: 'ko',
  title: '[수강] 수강 신청이 확정되었습니다',
  body: '김미나님, “한국어 글쓰기” 강의의 수강 신청이 확정되었습니다. 🎓',
  createdAt: new Date('2027-02-22T00:00:00.000Z'),
  to: mina,
  ...changes,
});

/** What every channel guarantees. */
export function channelContract(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`the channel for ${name}`, () => {
    let under: ChannelUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('sends a message with its key', async () => {
      const sent = message();
      await under.channel.send(sent);
      expect(under.delivered()).toMatchObject([{ key: sent.key }]);
    });

    it('sends many messages concurrently, each with its own key', async () => {
      const all = Array.from({ length: 20 }, () => message());
      await Promise.all(all.map((each) => under.channel.send(each)));
      const delivered = under.delivered().map(({ key }) => key);
      expect(delivered.toSorted()).toEqual(all.map(({ key }) => key).toSorted());
    });
  });
}

/** What every channel with an external provider guarantees. */
export function providerContract(
  name: string,
  { reaches, deliversOnce }: ProviderFacts,
  open: () => Promise<ProviderUnderTest>,
): void {
  channelContract(name, open);

  describe(`the channel for ${name} with its provider`, () => {
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

    it('sends the text unchanged', async () => {
      const sent = message();
      await under.channel.send(sent);
      expect(under.delivered()[0]?.text).toContain(sent.body);
    });

    it('sends a repeated message with the same key', async () => {
      const sent = message();
      await under.channel.send(sent);
      await under.channel.send(sent);
      expect(under.delivered().map(({ key }) => key)).toEqual(deliversOnce ? [sent.key] : [sent.key, sent.key]);
    });

    it('reports a message that the provider rejects as undeliverable', async () => {
      under.behaves('reject');
      expect(await failureOf()).toBeInstanceOf(Undeliverable);
    });

    it.each(['fail', 'request a pause', 'hang'] as const)(
      'can send a message again after the provider responded with: %s',
      async (behavior) => {
        under.behaves(behavior);
        const sent = message();
        expect(await failureOf(sent)).not.toBeInstanceOf(Undeliverable);
        under.behaves('accept');
        await under.channel.send(sent);
        expect(under.delivered()).toMatchObject([{ key: sent.key }]);
      },
    );

    it('can send a message again after the provider was unreachable', async () => {
      await under.dies();
      expect(await failureOf()).not.toBeInstanceOf(Undeliverable);
    });

    it('reports errors without personal data', async () => {
      for (const behavior of ['reject', 'fail', 'hang'] as const) {
        under.behaves(behavior);
        const { message: reason } = await failureOf();
        expect(reason).not.toMatch(/mina|미나|8210|@/i);
      }
    });

    it('reports a student without an address as undeliverable', async () => {
      expect(await failureOf(message({ to: { ...mina, [reaches]: null } }))).toBeInstanceOf(Undeliverable);
    });
  });
}

export const waitOf = (error: unknown): number => (error instanceof RetryLater ? error.waitMs : 0);
