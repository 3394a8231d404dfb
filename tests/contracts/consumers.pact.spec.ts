import { describe, expect, it } from '@jest/globals';
import { asynchronousBodyHandler, MatchersV3, MessageConsumerPact } from '@pact-foundation/pact';
import { consumedBy, eventExamples, readEvent, serviceNames, sourceOf, type EventName } from '#contracts';
import { envelopeOf, tempDir } from '#testing';
import { changedPacts } from './pact-files.js';

const { like, eachLike, equal } = MatchersV3;
const dir = tempDir('pacts');

/** What a consumer relies on of an event: each field of its type, and the status as it stands. */
function relied(name: EventName): object {
  const { data, type, source, sequence } = envelopeOf({
    name,
    subject: eventExamples[name].id,
    sequence: 1,
    data: eventExamples[name],
  } as never);
  const lists = 'sessions' in data ? { sessions: eachLike({ startsAt: data.sessions[0]!.startsAt }) } : {};
  const status = 'status' in data ? { status: equal(data.status) } : {};
  return {
    type: equal(type),
    source: equal(source),
    sequence: like(sequence),
    data: {
      ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, like(value)])),
      ...lists,
      ...status,
    },
  };
}

const consumers = serviceNames.filter((service) => consumedBy(service).length > 0);

describe.each(consumers)('%s', (consumer) => {
  it('relies on the events that its policies react to', async () => {
    for (const name of consumedBy(consumer)) {
      const pact = new MessageConsumerPact({
        consumer,
        provider: sourceOf(name),
        dir,
        pactfileWriteMode: 'update',
        logLevel: 'error',
      });
      await pact
        .expectsToReceive(name)
        .withContent(relied(name))
        .verify(asynchronousBodyHandler(async (published) => readsAsItsOwn(name, published as object)));
    }
  });
});

/** The fields of the pact suffice to parse the event, together with the envelope fields of every event. */
async function readsAsItsOwn(name: EventName, published: object): Promise<void> {
  const whole = envelopeOf({ name, subject: 'x', sequence: 1, data: eventExamples[name] } as never);
  const { sessions } = whole.data as { sessions?: unknown };
  const read = readEvent(
    JSON.stringify({
      ...whole,
      ...published,
      data: { ...(published as any).data, ...(sessions !== undefined && { sessions }) },
    }),
  );
  expect(read.name).toBe(name);
}

describe('the consumers', () => {
  it('match the committed pacts', () => {
    expect(changedPacts(dir)).toEqual([]);
  });
});
