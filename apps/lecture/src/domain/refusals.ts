import { Rejection } from '#contracts';

export const noSuchLecture = () => new Rejection('NOT_FOUND', { variant: 'lecture' });

export const lectureNotOpen = () => new Rejection('LECTURE_NOT_OPEN', { variant: 'unchangeable' });

export const capacityBelowEnrolled = (enrolled: number) =>
  new Rejection('CAPACITY_BELOW_ENROLLED', { variant: 'enrolled', values: { enrolled } });

export const instructorUnknown = () => new Rejection('INSTRUCTOR_UNKNOWN');

export const instructorRequired = () =>
  new Rejection('INVALID_REQUEST', {
    variant: 'instructor-missing',
    errors: [{ pointer: '/instructorId', detail: 'is required from an admin' }],
  });

export const instructorNotYours = () =>
  new Rejection('INVALID_REQUEST', {
    variant: 'instructor-not-allowed',
    errors: [{ pointer: '/instructorId', detail: 'is for admins only' }],
  });

export const changedMeanwhile = () => new Rejection('PRECONDITION_FAILED', { variant: 'lecture' });
