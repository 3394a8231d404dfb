import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NextAction, Payment } from '#contracts';
import { Log } from '#platform';
import { seconds, TestClock } from '#testing';
import { attemptId, attemptOf, mina, minasRegistration } from '../../test/cast.js';
import { ProviderFault, type PaymentProvider } from '../ports/payment-provider.js';
import type { PaymentHistory } from '../ports/payments.js';
import { PaymentSettings } from '../settings.js';
import { FindPayment, FindPaymentHandler } from './find-payment.js';

const action: NextAction = { type: 'REDIRECT', url: 'https://bank.example/authenticate' };
const { amount } = attemptOf(1);
const stored = (id: string) =>
  ({
    ...{ id, registrationId: minasRegistration, studentId: mina, amount },
    ...{ status: 'PENDING', cancelRequestedAt: null },
  }) as Payment;

describe('a payment read by its student', () => {
  const clock = new TestClock();
  let answers: (NextAction | Error | undefined)[];
  let asked: string[];
  let lines: string[];
  let handler: FindPaymentHandler;

  const nextAction = async (id: string) => {
    asked.push(id);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const read = async (attempt = 1, id = mina) =>
    (await handler.execute(new FindPayment(attemptId(attempt), { id, role: id === mina ? 'student' : 'admin' })))
      .nextAction;

  beforeEach(() => {
    asked = [];
    lines = [];
    const history = { find: async (id: string) => stored(id) } as Partial<PaymentHistory> as PaymentHistory;
    const provider = { nextAction } as Partial<PaymentProvider> as PaymentProvider;
    const log = Log.open({ service: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
    handler = new FindPaymentHandler(history, provider, PaymentSettings.load({}), clock, log);
  });

  it('has no next action while the provider does not respond, and has it afterwards', async () => {
    answers = [new ProviderFault('no response in time'), action];
    expect(await read()).toBeUndefined();
    expect(lines.join()).toMatch(/"level":"warn".*no response in time/);
    clock.step(seconds(2));
    expect(await read()).toEqual(action);
  });

  it('asks the provider once in two seconds while no action is required, for each payment', async () => {
    answers = [undefined, action, action, action];
    expect([await read(), await read(), await read(2)]).toEqual([undefined, undefined, action]);
    clock.step(seconds(2));
    expect([await read(), await read()]).toEqual([action, action]);
    expect(asked).toEqual([1, 2, 1, 1].map(attemptId));
  });

  it('asks the provider again when the clock is set back', async () => {
    answers = [undefined, action];
    await read();
    clock.step(-seconds(60));
    expect(await read()).toEqual(action);
  });

  it('has no next action for an admin', async () => {
    answers = [action];
    expect([await read(1, 'admin'), asked]).toEqual([undefined, []]);
  });
});
