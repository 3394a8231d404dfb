import { describe, expect, it } from '@jest/globals';
import { eventNames } from './events/catalog.js';
import {
  consumedBy,
  manifestOf,
  processNames,
  publishedBy,
  receiversOf,
  relationalServices,
  serviceNames,
  sourceOf,
} from './services.js';

describe('the service manifest', () => {
  it('names exactly one publisher for every event', () => {
    for (const event of eventNames) {
      const publishers = serviceNames.filter((service) => publishedBy(service).includes(event));
      expect([event, publishers]).toEqual([event, [sourceOf(event)]]);
    }
  });

  it('gives every process its own port', () => {
    const ports = processNames.map((name) => manifestOf(name).port);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('expands `lecture.*` to every event of a lecture', () => {
    const ofLectures = eventNames.filter((name) => name.startsWith('lecture.'));
    expect(consumedBy('notification')).toEqual(expect.arrayContaining(ofLectures));
    expect(consumedBy('registration')).toEqual([
      'lecture.opened',
      'lecture.changed',
      'lecture.canceled',
      'lecture.closed',
      'payment.completed',
      'payment.declined',
    ]);
    expect(consumedBy('mypage')).toEqual(eventNames.filter((name) => name !== 'lecture.announced'));
    expect(consumedBy('identity')).toEqual([]);
  });

  it.each([
    ['lecture.opened.v1', ['registration', 'mypage', 'notification']],
    ['lecture.announced.v1', ['notification']],
    ['payment.canceled.v1', ['mypage', 'notification']],
    ['resync.mypage-rebuild.lecture.opened.v1', ['mypage']],
    ['republish.payment.registration.expired.v1', ['payment']],
    ['resync-finished.lecture.v1', ['lecture']],
    ['lecture.unknown.v1', []],
  ])('lists the services that receive %s', (routingKey, receivers) => {
    expect(receiversOf(routingKey)).toEqual(receivers);
  });

  it('lists a queue for every service that consumes events', () => {
    const deaf = serviceNames.filter((name) => consumedBy(name).length > 0 && manifestOf(name).consumers.length === 0);
    expect(deaf).toEqual([]);
  });

  it('lists the services that have a schema', () => {
    expect(relationalServices).toContain('registration');
    for (const name of ['mypage', 'gateway']) expect(relationalServices).not.toContain(name);
  });
});
