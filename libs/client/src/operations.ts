// Written by npm run docs:openapi from docs/openapi/current.json: do not change it by hand.

import type { CallOptions, InputOf, Schemas } from './operation.js';

import { follow, type FollowOptions } from './stream.js';

import type { Sugang } from './sugang.js';

/** Read the summary of your registrations. */
export const myPage = (sugang: Sugang, input: InputOf<'myPage.myPage'> = {}, options?: CallOptions) =>
  sugang.call<'myPage.myPage'>({ method: 'GET', path: '/api/v1/mypage' }, input, options);

/** List your registrations with lecture and payment. */
export const myPageRegistrations = (
  sugang: Sugang,
  input: InputOf<'myPage.registrations'> = {},
  options?: CallOptions,
) =>
  sugang.call<'myPage.registrations'>(
    { method: 'GET', path: '/api/v1/mypage/registrations', input: 'query' },
    input,
    options,
  );

/** Read one of your registrations with its history. */
export const myPageRegistration = (sugang: Sugang, input: InputOf<'myPage.registration'>, options?: CallOptions) =>
  sugang.call<'myPage.registration'>({ method: 'GET', path: '/api/v1/mypage/registrations/{id}' }, input, options);

/** Follow your registrations as they change. */
export const followMyPage = (sugang: Sugang, input: InputOf<'stream.stream'> = {}, options?: FollowOptions) =>
  follow<Schemas['ViewDocument']>(
    sugang,
    { method: 'GET', path: '/api/v1/mypage/stream', input: 'query' },
    input,
    options,
  );

/** Create a ticket for a stream. */
export const createStreamTicket = (
  sugang: Sugang,
  input: InputOf<'streamTickets.create'> = {},
  options?: CallOptions,
) => sugang.call<'streamTickets.create'>({ method: 'POST', path: '/api/v1/mypage/stream-tickets' }, input, options);

/** Show the consequences and progress of canceling a lecture. */
export const showCancellation = (
  sugang: Sugang,
  input: InputOf<'lectureCancellations.showCancellation'>,
  options?: CallOptions,
) =>
  sugang.call<'lectureCancellations.showCancellation'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/cancellation' },
    input,
    options,
  );

/** Show the state of every service. */
export const listServices = (sugang: Sugang, input: InputOf<'operations.listServices'> = {}, options?: CallOptions) =>
  sugang.call<'operations.listServices'>({ method: 'GET', path: '/api/v1/admin/services' }, input, options);

/** List the recent events of all services. */
export const listRecentEvents = (
  sugang: Sugang,
  input: InputOf<'operations.listRecentEvents'> = {},
  options?: CallOptions,
) =>
  sugang.call<'operations.listRecentEvents'>(
    { method: 'GET', path: '/api/v1/admin/events', input: 'query' },
    input,
    options,
  );

/** List the messages sent to you. */
export const listNotifications = (sugang: Sugang, input: InputOf<'notifications.list'> = {}, options?: CallOptions) =>
  sugang.call<'notifications.list'>(
    { method: 'GET', path: '/api/v1/mypage/notifications', input: 'query' },
    input,
    options,
  );

/** Mark messages as read. */
export const markRead = (sugang: Sugang, input: InputOf<'notifications.markRead'>, options?: CallOptions) =>
  sugang.call<'notifications.markRead'>(
    { method: 'PUT', path: '/api/v1/mypage/notifications/read', input: 'body' },
    input,
    options,
  );

/** Read how you are notified. */
export const getPreferences = (sugang: Sugang, input: InputOf<'preferences.show'> = {}, options?: CallOptions) =>
  sugang.call<'preferences.show'>({ method: 'GET', path: '/api/v1/mypage/notification-preferences' }, input, options);

/** Choose how you are notified. */
export const choosePreferences = (sugang: Sugang, input: InputOf<'preferences.choose'>, options?: CallOptions) =>
  sugang.call<'preferences.choose'>(
    { method: 'PUT', path: '/api/v1/mypage/notification-preferences', input: 'body' },
    input,
    options,
  );

/** List the messages about your lectures. */
export const listStaffNotifications = (
  sugang: Sugang,
  input: InputOf<'staffNotifications.list'> = {},
  options?: CallOptions,
) =>
  sugang.call<'staffNotifications.list'>(
    { method: 'GET', path: '/api/v1/notifications', input: 'query' },
    input,
    options,
  );

/** Mark messages about your lectures as read. */
export const markStaffNotificationsRead = (
  sugang: Sugang,
  input: InputOf<'staffNotifications.markStaffNotificationsRead'>,
  options?: CallOptions,
) =>
  sugang.call<'staffNotifications.markStaffNotificationsRead'>(
    { method: 'PUT', path: '/api/v1/notifications/read', input: 'body' },
    input,
    options,
  );

/** List the offered channels. */
export const listNotificationChannels = (
  sugang: Sugang,
  input: InputOf<'staffNotifications.listChannels'> = {},
  options?: CallOptions,
) =>
  sugang.call<'staffNotifications.listChannels'>(
    { method: 'GET', path: '/api/v1/notifications/channels' },
    input,
    options,
  );

/** Read how you are notified of your lectures. */
export const showStaffPreferences = (
  sugang: Sugang,
  input: InputOf<'staffNotifications.showStaffPreferences'> = {},
  options?: CallOptions,
) =>
  sugang.call<'staffNotifications.showStaffPreferences'>(
    { method: 'GET', path: '/api/v1/notifications/preferences' },
    input,
    options,
  );

/** Choose how you are notified of your lectures. */
export const chooseStaffPreferences = (
  sugang: Sugang,
  input: InputOf<'staffNotifications.chooseStaffPreferences'>,
  options?: CallOptions,
) =>
  sugang.call<'staffNotifications.chooseStaffPreferences'>(
    { method: 'PUT', path: '/api/v1/notifications/preferences', input: 'body' },
    input,
    options,
  );

/** Search lectures. */
export const listLectures = (sugang: Sugang, input: InputOf<'lectures.list'> = {}, options?: CallOptions) =>
  sugang.call<'lectures.list'>(
    { method: 'GET', path: '/api/v1/lectures', input: 'query', isPublic: true },
    input,
    options,
  );

/** Count the lectures by category and by instructor. */
export const getLectureFacets = (sugang: Sugang, input: InputOf<'lectures.facets'> = {}, options?: CallOptions) =>
  sugang.call<'lectures.facets'>(
    { method: 'GET', path: '/api/v1/lectures/facets', input: 'query', isPublic: true },
    input,
    options,
  );

/** Read a lecture. */
export const getLecture = (sugang: Sugang, input: InputOf<'lectures.find'>, options?: CallOptions) =>
  sugang.call<'lectures.find'>({ method: 'GET', path: '/api/v1/lectures/{id}', isPublic: true }, input, options);

/** List the lectures that you manage. */
export const adminListLectures = (sugang: Sugang, input: InputOf<'adminLectures.list'> = {}, options?: CallOptions) =>
  sugang.call<'adminLectures.list'>({ method: 'GET', path: '/api/v1/admin/lectures', input: 'query' }, input, options);

/** Open a lecture. */
export const adminOpenLecture = (sugang: Sugang, input: InputOf<'adminLectures.open'>, options?: CallOptions) =>
  sugang.call<'adminLectures.open'>(
    { method: 'POST', path: '/api/v1/admin/lectures', input: 'body', hasKey: true },
    input,
    options,
  );

/** Read one of your lectures. */
export const adminGetLecture = (sugang: Sugang, input: InputOf<'adminLectures.find'>, options?: CallOptions) =>
  sugang.call<'adminLectures.find'>({ method: 'GET', path: '/api/v1/admin/lectures/{id}' }, input, options);

/** Change a lecture. */
export const adminChangeLecture = (sugang: Sugang, input: InputOf<'adminLectures.change'>, options?: CallOptions) =>
  sugang.call<'adminLectures.change'>(
    { method: 'PATCH', path: '/api/v1/admin/lectures/{id}', input: 'body' },
    input,
    options,
  );

/** Cancel a lecture. */
export const adminCancelLecture = (sugang: Sugang, input: InputOf<'adminLectures.cancel'>, options?: CallOptions) =>
  sugang.call<'adminLectures.cancel'>(
    { method: 'POST', path: '/api/v1/admin/lectures/{id}/cancel', input: 'body', hasKey: true },
    input,
    options,
  );

/** Send a message to the students of a lecture. */
export const adminAnnounceToStudents = (
  sugang: Sugang,
  input: InputOf<'adminLectures.announce'>,
  options?: CallOptions,
) =>
  sugang.call<'adminLectures.announce'>(
    { method: 'POST', path: '/api/v1/admin/lectures/{id}/announcements', input: 'body', hasKey: true },
    input,
    options,
  );

/** List the enrolled students of a lecture. */
export const getRoster = (sugang: Sugang, input: InputOf<'roster.show'>, options?: CallOptions) =>
  sugang.call<'roster.show'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/roster', input: 'query' },
    input,
    options,
  );

/** Download the roster of a lecture as CSV. */
export const downloadRoster = (sugang: Sugang, input: InputOf<'roster.download'>, options?: CallOptions) =>
  sugang.call<'roster.download'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/roster.csv', input: 'query', accept: 'text/csv' },
    input,
    options,
  );

/** Create a link to the roster of a lecture. */
export const rosterLink = (sugang: Sugang, input: InputOf<'roster.link'>, options?: CallOptions) =>
  sugang.call<'roster.link'>(
    { method: 'POST', path: '/api/v1/admin/lectures/{id}/roster/links', input: 'body', hasKey: true },
    input,
    options,
  );

/** Download the roster of a lecture by a link. */
export const downloadRosterFile = (sugang: Sugang, input: InputOf<'rosterFile.download'>, options?: CallOptions) =>
  sugang.call<'rosterFile.download'>(
    {
      method: 'GET',
      path: '/api/v1/admin/lectures/{id}/roster/file',
      input: 'query',
      isPublic: true,
      accept: 'text/csv',
    },
    input,
    options,
  );

/** List your payments. */
export const listPayments = (sugang: Sugang, input: InputOf<'payments.list'> = {}, options?: CallOptions) =>
  sugang.call<'payments.list'>({ method: 'GET', path: '/api/v1/payments', input: 'query' }, input, options);

/** Read a payment. */
export const getPayment = (sugang: Sugang, input: InputOf<'payments.find'>, options?: CallOptions) =>
  sugang.call<'payments.find'>({ method: 'GET', path: '/api/v1/payments/{id}' }, input, options);

/** List your registrations. */
export const listRegistrations = (sugang: Sugang, input: InputOf<'registrations.list'> = {}, options?: CallOptions) =>
  sugang.call<'registrations.list'>({ method: 'GET', path: '/api/v1/registrations', input: 'query' }, input, options);

/** Register for a lecture. */
export const register = (sugang: Sugang, input: InputOf<'registrations.register'>, options?: CallOptions) =>
  sugang.call<'registrations.register'>(
    { method: 'POST', path: '/api/v1/registrations', input: 'body', hasKey: true },
    input,
    options,
  );

/** Pay for a registration. */
export const payRegistration = (sugang: Sugang, input: InputOf<'registrations.pay'>, options?: CallOptions) =>
  sugang.call<'registrations.pay'>(
    { method: 'POST', path: '/api/v1/registrations/{id}/payment', input: 'body', hasKey: true },
    input,
    options,
  );

/** Cancel a registration. */
export const cancelRegistration = (sugang: Sugang, input: InputOf<'registrations.cancel'>, options?: CallOptions) =>
  sugang.call<'registrations.cancel'>(
    { method: 'POST', path: '/api/v1/registrations/{id}/cancel', input: 'body', hasKey: true },
    input,
    options,
  );

/** Quote the refund of a cancellation. */
export const quoteRefund = (sugang: Sugang, input: InputOf<'registrations.quote'>, options?: CallOptions) =>
  sugang.call<'registrations.quote'>(
    { method: 'GET', path: '/api/v1/registrations/{id}/refund-quote', input: 'query' },
    input,
    options,
  );

/** Read a registration. */
export const getRegistration = (sugang: Sugang, input: InputOf<'registrations.find'>, options?: CallOptions) =>
  sugang.call<'registrations.find'>({ method: 'GET', path: '/api/v1/registrations/{id}' }, input, options);

/** Change a place of a registration. */
export const changePlace = (sugang: Sugang, input: InputOf<'places.change'>, options?: CallOptions) =>
  sugang.call<'places.change'>(
    { method: 'PUT', path: '/api/v1/registrations/{id}/places/{no}', input: 'body' },
    input,
    options,
  );

/** Read the numbered seats of a lecture. */
export const getSeatMap = (sugang: Sugang, input: InputOf<'seats.map'>, options?: CallOptions) =>
  sugang.call<'seats.map'>(
    { method: 'GET', path: '/api/v1/lectures/{id}/seats', isTokenOptional: true },
    input,
    options,
  );

/** List the registrations of a lecture. */
export const adminListRegistrations = (
  sugang: Sugang,
  input: InputOf<'adminRegistrations.list'>,
  options?: CallOptions,
) =>
  sugang.call<'adminRegistrations.list'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/registrations', input: 'query' },
    input,
    options,
  );

/** Show the registrations of a lecture over time. */
export const adminGetStatistics = (
  sugang: Sugang,
  input: InputOf<'adminRegistrations.statistics'>,
  options?: CallOptions,
) =>
  sugang.call<'adminRegistrations.statistics'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/statistics', input: 'query' },
    input,
    options,
  );

/** Remove a student from a lecture. */
export const adminRemoveRegistration = (
  sugang: Sugang,
  input: InputOf<'adminRegistrations.remove'>,
  options?: CallOptions,
) =>
  sugang.call<'adminRegistrations.remove'>(
    { method: 'POST', path: '/api/v1/admin/registrations/{id}/remove', input: 'body', hasKey: true },
    input,
    options,
  );

/** Accept a registration. */
export const acceptRegistration = (
  sugang: Sugang,
  input: InputOf<'decisions.acceptRegistration'>,
  options?: CallOptions,
) =>
  sugang.call<'decisions.acceptRegistration'>(
    { method: 'POST', path: '/api/v1/admin/registrations/{id}/accept', hasKey: true },
    input,
    options,
  );

/** Reject a registration. */
export const rejectRegistration = (
  sugang: Sugang,
  input: InputOf<'decisions.rejectRegistration'>,
  options?: CallOptions,
) =>
  sugang.call<'decisions.rejectRegistration'>(
    { method: 'POST', path: '/api/v1/admin/registrations/{id}/reject', input: 'body', hasKey: true },
    input,
    options,
  );

/** Grant a cancellation. */
export const grantCancellation = (
  sugang: Sugang,
  input: InputOf<'decisions.grantCancellation'>,
  options?: CallOptions,
) =>
  sugang.call<'decisions.grantCancellation'>(
    { method: 'POST', path: '/api/v1/admin/registrations/{id}/cancel-request/grant', hasKey: true },
    input,
    options,
  );

/** Refuse a cancellation. */
export const refuseCancellation = (
  sugang: Sugang,
  input: InputOf<'decisions.refuseCancellation'>,
  options?: CallOptions,
) =>
  sugang.call<'decisions.refuseCancellation'>(
    { method: 'POST', path: '/api/v1/admin/registrations/{id}/cancel-request/refuse', input: 'body', hasKey: true },
    input,
    options,
  );

/** List what the staff did in a lecture. */
export const listAudit = (sugang: Sugang, input: InputOf<'decisions.listAudit'>, options?: CallOptions) =>
  sugang.call<'decisions.listAudit'>(
    { method: 'GET', path: '/api/v1/admin/lectures/{id}/audit', input: 'query' },
    input,
    options,
  );

/** Read the free seats of several lectures. */
export const listAvailability = (sugang: Sugang, input: InputOf<'availability.list'>, options?: CallOptions) =>
  sugang.call<'availability.list'>(
    { method: 'GET', path: '/api/v1/availability', input: 'query', isPublic: true },
    input,
    options,
  );

/** Read the free seats of a lecture. */
export const getAvailability = (sugang: Sugang, input: InputOf<'availability.find'>, options?: CallOptions) =>
  sugang.call<'availability.find'>(
    { method: 'GET', path: '/api/v1/lectures/{id}/availability', isPublic: true },
    input,
    options,
  );

/** Read the time. */
export const getTime = (sugang: Sugang, input: InputOf<'availability.time'> = {}, options?: CallOptions) =>
  sugang.call<'availability.time'>({ method: 'GET', path: '/api/v1/time', isPublic: true }, input, options);

/** Follow the free seats of a lecture. */
export const followAvailability = (
  sugang: Sugang,
  input: InputOf<'availabilityStream.follow'>,
  options?: FollowOptions,
) =>
  follow<Schemas['Availability']>(
    sugang,
    { method: 'GET', path: '/api/v1/lectures/{id}/availability/stream', isPublic: true },
    input,
    options,
  );

/** Create a student account. */
export const signUp = (sugang: Sugang, input: InputOf<'account.signUp'>, options?: CallOptions) =>
  sugang.call<'account.signUp'>(
    { method: 'POST', path: '/api/v1/auth/sign-up', input: 'body', isPublic: true, hasKey: true },
    input,
    options,
  );

/** Request another verification e-mail. */
export const requestEmailVerification = (
  sugang: Sugang,
  input: InputOf<'account.requestEmailVerification'> = {},
  options?: CallOptions,
) =>
  sugang.call<'account.requestEmailVerification'>(
    { method: 'POST', path: '/api/v1/auth/email-verification', hasKey: true },
    input,
    options,
  );

/** Confirm an e-mail address. */
export const confirmEmail = (sugang: Sugang, input: InputOf<'account.confirmEmail'>, options?: CallOptions) =>
  sugang.call<'account.confirmEmail'>(
    { method: 'POST', path: '/api/v1/auth/email-verification/confirm', input: 'body', isPublic: true },
    input,
    options,
  );

/** Read your account. */
export const showMyAccount = (sugang: Sugang, input: InputOf<'account.showMyAccount'> = {}, options?: CallOptions) =>
  sugang.call<'account.showMyAccount'>({ method: 'GET', path: '/api/v1/auth/me' }, input, options);

/** Change your name or language. */
export const changeMyAccount = (sugang: Sugang, input: InputOf<'account.changeMyAccount'>, options?: CallOptions) =>
  sugang.call<'account.changeMyAccount'>({ method: 'PATCH', path: '/api/v1/auth/me', input: 'body' }, input, options);

/** List your sessions. */
export const listSessions = (sugang: Sugang, input: InputOf<'ownSessions.list'> = {}, options?: CallOptions) =>
  sugang.call<'ownSessions.list'>({ method: 'GET', path: '/api/v1/auth/sessions', input: 'query' }, input, options);

/** End a session. */
export const endSession = (sugang: Sugang, input: InputOf<'ownSessions.end'>, options?: CallOptions) =>
  sugang.call<'ownSessions.end'>({ method: 'DELETE', path: '/api/v1/auth/sessions/{id}' }, input, options);

/** Sign out everywhere. */
export const endAllSessions = (sugang: Sugang, input: InputOf<'ownSessions.endAll'> = {}, options?: CallOptions) =>
  sugang.call<'ownSessions.endAll'>(
    { method: 'POST', path: '/api/v1/auth/sessions/end-all', hasKey: true },
    input,
    options,
  );

/** Change your password. */
export const changePassword = (sugang: Sugang, input: InputOf<'credentials.changePassword'>, options?: CallOptions) =>
  sugang.call<'credentials.changePassword'>(
    { method: 'POST', path: '/api/v1/auth/password', input: 'body', hasKey: true },
    input,
    options,
  );

/** Request a password reset. */
export const requestPasswordReset = (
  sugang: Sugang,
  input: InputOf<'credentials.requestReset'>,
  options?: CallOptions,
) =>
  sugang.call<'credentials.requestReset'>(
    { method: 'POST', path: '/api/v1/auth/password-reset', input: 'body', isPublic: true },
    input,
    options,
  );

/** Set a new password with a token. */
export const confirmPasswordReset = (
  sugang: Sugang,
  input: InputOf<'credentials.confirmReset'>,
  options?: CallOptions,
) =>
  sugang.call<'credentials.confirmReset'>(
    { method: 'POST', path: '/api/v1/auth/password-reset/confirm', input: 'body', isPublic: true },
    input,
    options,
  );

/** Change your e-mail address. */
export const changeEmail = (sugang: Sugang, input: InputOf<'credentials.changeEmail'>, options?: CallOptions) =>
  sugang.call<'credentials.changeEmail'>(
    { method: 'POST', path: '/api/v1/auth/email', input: 'body', hasKey: true },
    input,
    options,
  );

/** Confirm a new e-mail address. */
export const confirmEmailChange = (
  sugang: Sugang,
  input: InputOf<'credentials.confirmEmailChange'>,
  options?: CallOptions,
) =>
  sugang.call<'credentials.confirmEmailChange'>(
    { method: 'POST', path: '/api/v1/auth/email/confirm', input: 'body', isPublic: true },
    input,
    options,
  );

/** List accounts. */
export const adminListAccounts = (sugang: Sugang, input: InputOf<'adminAccounts.list'> = {}, options?: CallOptions) =>
  sugang.call<'adminAccounts.list'>({ method: 'GET', path: '/api/v1/admin/accounts', input: 'query' }, input, options);

/** Create an account for another person. */
export const adminCreateAccount = (
  sugang: Sugang,
  input: InputOf<'adminAccounts.createAccount'>,
  options?: CallOptions,
) =>
  sugang.call<'adminAccounts.createAccount'>(
    { method: 'POST', path: '/api/v1/admin/accounts', input: 'body', hasKey: true },
    input,
    options,
  );

/** Read an account. */
export const adminGetAccount = (sugang: Sugang, input: InputOf<'adminAccounts.show'>, options?: CallOptions) =>
  sugang.call<'adminAccounts.show'>({ method: 'GET', path: '/api/v1/admin/accounts/{id}' }, input, options);

/** Change an account. */
export const adminChangeAccount = (sugang: Sugang, input: InputOf<'adminAccounts.change'>, options?: CallOptions) =>
  sugang.call<'adminAccounts.change'>(
    { method: 'PATCH', path: '/api/v1/admin/accounts/{id}', input: 'body' },
    input,
    options,
  );

/** Read the public keys of access tokens. */
export const publicKeys = (sugang: Sugang, input: InputOf<'wellKnown.publicKeys'> = {}, options?: CallOptions) =>
  sugang.call<'wellKnown.publicKeys'>(
    { method: 'GET', path: '/.well-known/jwks.json', isPublic: true },
    input,
    options,
  );

/** Read the configuration of the token issuer. */
export const issuerConfiguration = (
  sugang: Sugang,
  input: InputOf<'wellKnown.issuerConfiguration'> = {},
  options?: CallOptions,
) =>
  sugang.call<'wellKnown.issuerConfiguration'>(
    { method: 'GET', path: '/.well-known/openid-configuration', isPublic: true },
    input,
    options,
  );

/** List parked messages. */
export const listParkedMessages = (sugang: Sugang, input: InputOf<'parkedMessages.list'> = {}, options?: CallOptions) =>
  sugang.call<'parkedMessages.list'>({ method: 'GET', path: '/api/v1/admin/parked-messages' }, input, options);

/** Show a parked message. */
export const getParkedMessage = (sugang: Sugang, input: InputOf<'parkedMessages.show'>, options?: CallOptions) =>
  sugang.call<'parkedMessages.show'>({ method: 'GET', path: '/api/v1/admin/parked-messages/{id}' }, input, options);

/** Replay a parked message. */
export const replayParkedMessage = (sugang: Sugang, input: InputOf<'parkedMessages.replay'>, options?: CallOptions) =>
  sugang.call<'parkedMessages.replay'>(
    { method: 'POST', path: '/api/v1/admin/parked-messages/{id}/replay', input: 'body' },
    input,
    options,
  );

/** Drop a parked message. */
export const dropParkedMessage = (sugang: Sugang, input: InputOf<'parkedMessages.drop'>, options?: CallOptions) =>
  sugang.call<'parkedMessages.drop'>(
    { method: 'POST', path: '/api/v1/admin/parked-messages/{id}/drop', input: 'body' },
    input,
    options,
  );

/** List what operators did. */
export const listOperatorActions = (
  sugang: Sugang,
  input: InputOf<'operatorActions.list'> = {},
  options?: CallOptions,
) =>
  sugang.call<'operatorActions.list'>({ method: 'GET', path: '/api/v1/admin/audit', input: 'query' }, input, options);

/** Show how the simulated payment provider behaves. */
export const getSimulatedProvider = (
  sugang: Sugang,
  input: InputOf<'simulatedProvider.show'> = {},
  options?: CallOptions,
) => sugang.call<'simulatedProvider.show'>({ method: 'GET', path: '/api/v1/admin/simulated-provider' }, input, options);

/** Change how the simulated payment provider behaves. */
export const changeSimulatedProvider = (
  sugang: Sugang,
  input: InputOf<'simulatedProvider.change'>,
  options?: CallOptions,
) =>
  sugang.call<'simulatedProvider.change'>(
    { method: 'PUT', path: '/api/v1/admin/simulated-provider', input: 'body' },
    input,
    options,
  );
