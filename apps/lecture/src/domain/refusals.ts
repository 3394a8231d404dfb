import { Rejection } from '#contracts';

export const noSuchLecture = () => new Rejection('NOT_FOUND', 'There is no such lecture.');

export const lectureNotOpen = () =>
  new Rejection('LECTURE_NOT_OPEN', 'This lecture is closed or canceled: it stays as it is.');

export const capacityBelowEnrolled = (enrolled: number) =>
  new Rejection(
    'CAPACITY_BELOW_ENROLLED',
    `${enrolled} students are enrolled already: capacity cannot be less than that.`,
  );

export const instructorUnknown = () =>
  new Rejection(
    'INSTRUCTOR_UNKNOWN',
    'No instructor of this id is known here; if the account is new, try again in a moment.',
  );

export const instructorRequired = () =>
  new Rejection('INVALID_REQUEST', 'Say whose lecture it is.', {
    errors: [{ pointer: '/instructorId', detail: 'is required from an admin' }],
  });

export const instructorNotYours = () =>
  new Rejection('INVALID_REQUEST', 'An instructor opens lectures of their own.', {
    errors: [{ pointer: '/instructorId', detail: 'is for admins only' }],
  });

export const changedMeanwhile = () =>
  new Rejection(
    'PRECONDITION_FAILED',
    'The lecture was changed since you read it: read it again and repeat your change.',
  );
