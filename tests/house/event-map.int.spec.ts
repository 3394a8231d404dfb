import { describe, expect, it } from '@jest/globals';
import { consumedBy, eventNames, reactedToBy, serviceNames, type ServiceName } from '#contracts';
import { whenever, type Policy } from '#messaging';

interface Reaction {
  service: ServiceName;
  name: string;
  resync: string;
  command: string;
}

const [policiesScript, pageScript]: string[] = [
  '../../scripts/event-map/policies.mjs',
  '../../scripts/event-map/page.mjs',
];
const { allReactions, reactionsOf } = (await import(policiesScript!)) as {
  allReactions: () => Promise<Reaction[]>;
  reactionsOf: (service: string, policies: Policy[]) => Reaction[];
};
const { pageOf } = (await import(pageScript!)) as { pageOf: (reactions: Reaction[]) => string };

class UpdateLectureCopy {}

const policies = [whenever(['lecture.opened'], { resync: 'apply' }, () => new UpdateLectureCopy() as never)];

describe('the event map', () => {
  it('names the consumer and the command of an event, and an event without a consumer', () => {
    const page = pageOf(reactionsOf('registration', policies));
    expect(page).toContain('| `lecture.opened` | LectureState | registration | `UpdateLectureCopy` | apply |');
    expect(page).toContain('| `lecture.closed` | LectureState | none |');
    expect(page).toContain('- registration: `UpdateLectureCopy`');
  });
});

describe('the service manifest', () => {
  const differences = (service: ServiceName, reactions: Reaction[]) => {
    const handled = new Set(reactions.filter((each) => each.service === service).map(({ name }) => name));
    return eventNames.filter((name) => handled.has(name) !== consumedBy(service).includes(name));
  };

  it.each(serviceNames)('lists exactly the events that the policies of %s react to', async (service) => {
    expect(differences(service, await allReactions())).toEqual([]);
  });

  it.each(serviceNames)('lists exactly the events of %s that no re-published state replaces', async (service) => {
    const own = (await allReactions()).filter((each) => each.service === service && each.resync === 'ignore');
    expect(reactedToBy(service)).toEqual(eventNames.filter((event) => own.some(({ name }) => name === event)));
  });

  it('fails the check for an event that only the policies name and for one that they lack', () => {
    expect(differences('identity', reactionsOf('identity', policies))).toEqual(['lecture.opened']);
    expect(differences('payment', [])).toEqual(consumedBy('payment'));
  });
});
