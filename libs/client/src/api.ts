// Written by npm run docs:openapi from docs/openapi/current.json: do not change it by hand.

export interface paths {
  '/api/v1/mypage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the summary of your registrations
     * @description For the start page: counts by status, what you have paid, and the next lectures. It reflects changes within a second.
     */
    get: operations['myPage.myPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your registrations with lecture and payment
     * @description Newest first. Each item combines a registration with its lecture and its payment.
     */
    get: operations['myPage.registrations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/registrations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one of your registrations with its history
     * @description A new registration appears here within a second; until then it is not found.
     */
    get: operations['myPage.registration'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow your registrations as they change
     * @description A stream of server-sent events. `EventSource` cannot send an access token: pass a `ticket` in the query instead. The stream ends when the access token expires: connect again with a new token or ticket and the `Last-Event-ID` of the last event; repeats are harmless. Browsers open at most six HTTP/1.1 connections per origin, and each stream uses one of them, which all tabs share: use one stream for all tabs, or serve Sugang over HTTP/2.
     */
    get: operations['stream.stream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/stream-tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a ticket for a stream
     * @description For `EventSource`, which cannot send an access token: open `GET /api/v1/mypage/stream?ticket=…` within 60 seconds. A ticket opens one stream, which ends when the access token that created it expires. `EventSource` reconnects with the used ticket, gets 401 and stops: on its `error` event with `readyState` 2, create a new ticket and a new `EventSource`, with the id of the last event as `lastEventId`.
     */
    post: operations['streamTickets.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/cancellation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the consequences and progress of canceling a lecture
     * @description Before you cancel: how many students lose their places, and how much has to be refunded. Afterward: how many registrations are canceled and how many payments refunded.
     */
    get: operations['lectureCancellations.showCancellation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/services': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the state of every service
     * @description Each service reports about itself, and with several replicas one of them responds. A service that does not respond within two seconds is listed as `AWAY`.
     */
    get: operations['operations.listServices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the recent events of all services
     * @description From the outboxes, newest first, without their data; an outbox deletes published events after a day by default. The events of a service that does not respond are absent.
     */
    get: operations['operations.listRecentEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the messages sent to you
     * @description Newest first; one item per message and channel.
     */
    get: operations['notifications.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/notifications/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Mark messages as read
     * @description The named ones, or all. Repeating it is safe.
     */
    put: operations['notifications.markRead'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mypage/notification-preferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read how you are notified
     * @description The chosen channels, and the addresses for them.
     */
    get: operations['preferences.show'];
    /**
     * Choose how you are notified
     * @description Replaces all preferences. A channel that is not offered, or lacks its address, is refused.
     */
    put: operations['preferences.choose'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the messages about your lectures
     * @description What instructors are notified of, newest first; one item per message and channel.
     */
    get: operations['staffNotifications.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Mark messages about your lectures as read
     * @description The named ones, or all. Repeating it is safe.
     */
    put: operations['staffNotifications.markStaffNotificationsRead'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/channels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the offered channels
     * @description The channels that the operator of this site has set up, and what each needs in the preferences.
     */
    get: operations['staffNotifications.listChannels'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/preferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read how you are notified of your lectures
     * @description The chosen channels, and the addresses for them.
     */
    get: operations['staffNotifications.showStaffPreferences'];
    /**
     * Choose how you are notified of your lectures
     * @description Replaces all preferences. A channel that is not offered, or lacks its address, is refused.
     */
    put: operations['staffNotifications.chooseStaffPreferences'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search lectures
     * @description Newest first unless `sort` is set, and only open lectures unless `status` or `ids` is set. All filters must match. Each lecture contains its available seats.
     */
    get: operations['lectures.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures/facets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count the lectures by category and by instructor
     * @description Accepts the filters of the list. The counts by category ignore the filter `category`, and those by instructor ignore `instructorId`.
     */
    get: operations['lectures.facets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a lecture
     * @description Includes closed and canceled lectures. For the free seats, read the availability of the lecture.
     */
    get: operations['lectures.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the lectures that you manage
     * @description Newest first: your own lectures, or all lectures for an admin, with any status.
     */
    get: operations['adminLectures.list'];
    put?: never;
    /**
     * Open a lecture
     * @description Instructors open their own lectures; an admin sets `instructorId`. Students can see the lecture from `publishAt` on and register from `registrationOpensAt` on; both default to now.
     */
    post: operations['adminLectures.open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one of your lectures
     * @description The public lecture, plus the links of its online sessions. Send its `ETag` as `If-Match` with a change.
     */
    get: operations['adminLectures.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a lecture
     * @description Changes any field except the instructor. Send the `ETag` that you have read as `If-Match`: the change is rejected if the lecture has changed since.
     */
    patch: operations['adminLectures.change'];
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a lecture
     * @description Its registrations are canceled and its payments refunded in the background. Repeating the request is safe. A cancellation cannot be undone.
     */
    post: operations['adminLectures.cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/announcements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a message to the students of a lecture
     * @description Each confirmed student receives it once, by the channels that the student has chosen. Send an `Idempotency-Key`, so that a repeated request sends no second message.
     */
    post: operations['adminLectures.announce'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/roster': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the enrolled students of a lecture
     * @description In the order of their confirmation. With `status`, those whose registration or cancellation awaits your decision, the earliest deadline first. With `Accept: text/csv` the response is the file of `/roster.csv`; `cursor` and `limit` are then ignored.
     */
    get: operations['roster.show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/roster.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the roster of a lecture as CSV
     * @description Every enrolled student in the order of their confirmation, streamed: UTF-8 with a byte order mark.
     */
    get: operations['roster.download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/roster/links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a link to the roster of a lecture
     * @description For a link in a page: the browser downloads the roster as CSV without an access token.
     */
    post: operations['roster.link'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/roster/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the roster of a lecture by a link
     * @description The whole roster as CSV. The signature in the `url` of a link is the only credential.
     */
    get: operations['rosterFile.download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your payments
     * @description Newest first; an admin gets the payments of all students.
     */
    get: operations['payments.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a payment
     * @description One of your payments; an admin can read any payment. While the bank requires authentication, `nextAction` has the page to open, for the student only; while the provider does not respond it is absent. After the student has returned, poll the registration, or repeat `POST /registrations/{id}/payment` with the same `Idempotency-Key`: the provider decides, never the query string of the return URL.
     */
    get: operations['payments.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your registrations
     * @description Newest first.
     */
    get: operations['registrations.list'];
    put?: never;
    /**
     * Register for a lecture
     * @description Holds a seat and charges the fee. 201: enrolled. 202: the seat is held, but the payment has no outcome yet, or the staff must approve; poll `Location` after `Retry-After`, or send the request again with the same key. 402: declined, and the seat is free again. If several reasons for a rejection apply, `code` is the first of `ALREADY_REGISTERED`, `LECTURE_NOT_OPEN`, `NOT_OPEN_YET`, `REGISTRATION_CLOSED`, `TOO_MANY_PLACES`, `FEE_CHANGED`, `TOO_MANY_HOLDS`, `SEAT_TAKEN`, `LECTURE_FULL`, and `reasons` has all. A refusal is final: a new try needs a new key.
     */
    post: operations['registrations.register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations/{id}/payment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pay for a registration
     * @description For a registration that awaits payment, until `holdExpiresAt`. A 202 is not final: poll `Location`. With `paymentDeferred` `ACTION_REQUIRED`, read `GET /payments/{paymentId}` and open the URL of its `nextAction`; then repeat the request with the same key, or poll. If the student does not return in time, the hold ends and nothing is charged.
     */
    post: operations['registrations.pay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a registration
     * @description Possible until the first session starts, or until the last step of the refund schedule ends; also within 7 days of a change of session times: then at least the share of the fee for sessions that have not begun is refunded. The refund is paid in the background. With `places` only these places are canceled. If the staff accepted the registration, the staff must also agree to the cancellation; one more request is possible after a refusal. Repeating the request is safe.
     */
    post: operations['registrations.cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations/{id}/refund-quote': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Quote the refund of a cancellation
     * @description What you get back if you cancel now, by the refund schedule at the time of registration. Send `refund` as `expectedRefund` with the cancellation, so that it is refused if a step of the schedule ends in between.
     */
    get: operations['registrations.quote'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a registration
     * @description One of your registrations. An overdue hold is shown as `EXPIRED` immediately.
     */
    get: operations['registrations.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/registrations/{id}/places/{no}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change a place of a registration
     * @description Moves the place to another free seat of the same fee, or changes who takes it.
     */
    put: operations['places.change'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures/{id}/seats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the numbered seats of a lecture
     * @description Rows and seats in reading order, for a map or a plain list. With an access token your own seats are marked as `mine`. A seat that is free now may be taken when you register.
     */
    get: operations['seats.map'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the registrations of a lecture
     * @description Newest first, including held and ended registrations.
     */
    get: operations['adminRegistrations.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show the registrations of a lecture over time
     * @description Requested, confirmed and canceled registrations and their fees per day or hour, and in total.
     */
    get: operations['adminRegistrations.statistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/registrations/{id}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove a student from a lecture
     * @description Cancels a confirmed registration. The student reads the note and gets a full refund.
     */
    post: operations['adminRegistrations.remove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/registrations/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept a registration
     * @description Enrolls a student who awaits approval. After that a cancellation is a request that you decide on.
     */
    post: operations['decisions.acceptRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/registrations/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reject a registration
     * @description Cancels a registration that awaits approval. The student reads the note and gets a full refund.
     */
    post: operations['decisions.rejectRegistration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/registrations/{id}/cancel-request/grant': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Grant a cancellation
     * @description Cancels the registration and refunds what was due when the student requested it.
     */
    post: operations['decisions.grantCancellation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/registrations/{id}/cancel-request/refuse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refuse a cancellation
     * @description The student stays enrolled, reads the note, and can request it once more.
     */
    post: operations['decisions.refuseCancellation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/lectures/{id}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what the staff did in a lecture
     * @description Decisions on registrations and cancellations, and removals; the newest first.
     */
    get: operations['decisions.listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/availability': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the free seats of several lectures
     * @description The availability of up to 100 lectures in one request.
     */
    get: operations['availability.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures/{id}/availability': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the free seats of a lecture
     * @description Read from the seat ledger, which also decides on registrations. A seat that is free now may be taken when you register.
     */
    get: operations['availability.find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/time': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the time
     * @description The clock that decides whether registration is open. Use it to count down to `registrationOpensAt`.
     */
    get: operations['availability.time'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lectures/{id}/availability/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow the free seats of a lecture
     * @description A stream of server-sent events for the page of a lecture; `EventSource` can open it. It begins with the current seats, so a client that reconnects misses nothing. Browsers open at most six HTTP/1.1 connections per origin, and each stream uses one of them, which all tabs share: close the stream when the page is closed, or serve Sugang over HTTP/2. 429 and 503 mean that too many streams are open: poll `GET /api/v1/lectures/{id}/availability` instead.
     */
    get: operations['availabilityStream.follow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sign-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a student account
     * @description Sign in afterwards with `POST /api/v1/auth/login`. If verification is enabled, an e-mail with a link is sent, and the address must be confirmed before the first registration.
     */
    post: operations['account.signUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email-verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request another verification e-mail
     * @description Earlier links become invalid. The response is the same whether or not a message is sent.
     */
    post: operations['account.requestEmailVerification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email-verification/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm an e-mail address
     * @description No access token is required, because the link may be opened on another device. Sign in again afterwards, so that your access token shows the verification.
     */
    post: operations['account.confirmEmail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read your account
     * @description The account of the access token.
     */
    get: operations['account.showMyAccount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change your name or language
     * @description Omitted fields remain unchanged. Access tokens issued from now on contain the new name.
     */
    patch: operations['account.changeMyAccount'];
    trace?: never;
  };
  '/api/v1/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in
     * @description Starts a session. A client stores the refresh token itself; a browser should request `session: "cookie"`, so that no script can read it. The cookie is named `__Host-sugang-session`, or `sugang-session` over http on localhost. Pages of the same site can use it, even on another port or subdomain, if their origin is in `SUGANG_CORS_ORIGINS`: send requests with `credentials: "include"` and the header `X-CSRF`. If an admin created the account, the first password must be replaced: after 403 `PASSWORD_CHANGE_REQUIRED`, sign in again with `newPassword`.
     */
    post: operations['session.logIn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get new tokens with a refresh token
     * @description Exchanges a refresh token, in the body or in the session cookie, for a new one and an access token. Several tabs may do so at the same time.
     */
    post: operations['session.refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out
     * @description Ends the session of a refresh token, in the body or in the session cookie. Its access tokens remain valid for at most 15 minutes.
     */
    post: operations['session.logOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your sessions
     * @description Your sessions that have not ended, newest first.
     */
    get: operations['ownSessions.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a session
     * @description The session can no longer be refreshed. Its access tokens remain valid for at most 15 minutes.
     */
    delete: operations['ownSessions.end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/end-all': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out everywhere
     * @description Ends all your sessions, including the current one. Access tokens remain valid for at most 15 minutes.
     */
    post: operations['ownSessions.endAll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change your password
     * @description Ends all sessions except the one of this request. Wrong current passwords are limited like failed logins.
     */
    post: operations['credentials.changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password-reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a password reset
     * @description Sends an e-mail with a token that is valid for 30 minutes. The response is the same whether or not an account has the address. One network site can request three e-mails to an address at once, then one per hour; all sites together six, then one per ten minutes.
     */
    post: operations['credentials.requestReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password-reset/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set a new password with a token
     * @description Ends all sessions of the account. A token can be used once; a rejected password does not use it up.
     */
    post: operations['credentials.confirmReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change your e-mail address
     * @description Sends an e-mail with a token to the new address. The address changes when the token is confirmed within 24 hours; the old address is notified. If the installation sends no e-mail, the address changes immediately.
     */
    post: operations['credentials.changeEmail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm a new e-mail address
     * @description Changes the address of the account to the one that received the token. A token can be used once.
     */
    post: operations['credentials.confirmEmailChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List accounts
     * @description All accounts, or those that match, newest first.
     */
    get: operations['adminAccounts.list'];
    put?: never;
    /**
     * Create an account for another person
     * @description Sugang does not send the first password: give it to the owner, who must replace it at the first login unless `passwordChangeRequired` is false. The e-mail address counts as verified.
     */
    post: operations['adminAccounts.createAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/accounts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read an account
     * @description The account, with the ETag that a change needs.
     */
    get: operations['adminAccounts.show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change an account
     * @description The change is rejected if the account has changed since you read it. Disabling an account ends its sessions; its access tokens remain valid for at most 15 minutes. The last active admin can be neither disabled nor demoted.
     */
    patch: operations['adminAccounts.change'];
    trace?: never;
  };
  '/.well-known/jwks.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the public keys of access tokens
     * @description A new key is published an hour before it signs, so the keys may be cached for minutes.
     */
    get: operations['wellKnown.publicKeys'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/.well-known/openid-configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the configuration of the token issuer
     * @description The subset of OpenID Connect Discovery that is needed to verify access tokens.
     */
    get: operations['wellKnown.issuerConfiguration'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/parked-messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List parked messages
     * @description The messages that a consumer could not process, the oldest first, without their content.
     */
    get: operations['parkedMessages.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/parked-messages/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show a parked message
     * @description With its content, which may contain personal data: the audit log records who has read it.
     */
    get: operations['parkedMessages.show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/parked-messages/{id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replay a parked message
     * @description Returns the message to its consumer, which tries again; it is parked again if that fails.
     */
    post: operations['parkedMessages.replay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/parked-messages/{id}/drop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Drop a parked message
     * @description Deletes the message: its consumer never processes it.
     */
    post: operations['parkedMessages.drop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what operators did
     * @description Who did what, when and why, newest first. Entries are never deleted.
     */
    get: operations['operatorActions.list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/simulated-provider': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show how the simulated payment provider behaves
     * @description In the embedded mode with the simulated provider; elsewhere 404.
     */
    get: operations['simulatedProvider.show'];
    /**
     * Change how the simulated payment provider behaves
     * @description Until the next start, for demonstrations of failures. In the embedded mode only; elsewhere 404.
     */
    put: operations['simulatedProvider.change'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description The summary of a student's registrations. */
    MyPage: {
      /** @description The student. */
      student: {
        /**
         * @description Id of the account.
         * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
         */
        id: string;
        /** @description Null for a moment after the account was created. */
        name: string | null;
      };
      /**
       * @description Number of registrations by status; absent statuses have none.
       * @example {
       *       "CONFIRMED": 1
       *     }
       */
      counts: {
        [key: string]: number;
      };
      /** @description Sum of the completed payments without what has been refunded. */
      totalPaid: components['schemas']['Money'];
      /** @description Up to 10 live registrations, the earliest session first. */
      upcoming: components['schemas']['ViewDocument'][];
      /**
       * Format: date-time
       * @description When this summary was created.
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
    };
    /** @description `AWAITING_PAYMENT`: a seat is held until `holdExpiresAt`. `AWAITING_APPROVAL`: paid or free of charge, and held until the staff decides, at most until `holdExpiresAt`. `CONFIRMED`: enrolled. `PAYMENT_DECLINED`, `EXPIRED` and `CANCELED` are final, and the seat is free again. */
    RegistrationStatus:
      | 'AWAITING_PAYMENT'
      | 'AWAITING_APPROVAL'
      | 'CONFIRMED'
      | 'PAYMENT_DECLINED'
      | 'EXPIRED'
      | 'CANCELED'
      | (string & {});
    /**
     * @description An amount of money in integer minor units.
     * @example {
     *       "amount": 49000,
     *       "currency": "KRW"
     *     }
     */
    Money: {
      /** @description Integer minor units of the currency. The won has none, so 49000 is ₩49,000. */
      amount: number;
      /**
       * @description ISO 4217 code.
       * @constant
       */
      currency: 'KRW';
    };
    /** @description A registration with its lecture and payment, as My Page shows it. */
    ViewDocument: {
      /**
       * Format: uuid
       * @description Id of the registration.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      status: components['schemas']['RegistrationStatus'];
      /** @description Null unless `CANCELED`. */
      cancelReason: components['schemas']['CancelReason'] | null;
      /** @description Why the staff rejected or removed the student; null otherwise. */
      cancelNote: string | null;
      /** @description The fee at the time of registration. */
      fee: components['schemas']['Money'];
      /**
       * @description Number of places that are not canceled; absent: one.
       * @example 2
       */
      places?: number;
      /**
       * @description The seats; absent without seats.
       * @example [
       *       "A-5"
       *     ]
       */
      seats?: string[];
      /** @description When the hold of the seat ends; null unless `AWAITING_PAYMENT` or `AWAITING_APPROVAL`. */
      holdExpiresAt: string | null;
      /** @description The staff's decision; absent if no approval was requested. */
      approval?: components['schemas']['Approval'] | null;
      /** @description The last request to cancel after an acceptance; absent if there was none. */
      cancelRequest?: components['schemas']['CancelRequest'] | null;
      /** @description Why the payment has no outcome yet; absent if it is not deferred. */
      paymentDeferred?: components['schemas']['PaymentDeferred'];
      lecture: components['schemas']['ViewLecture'];
      payment: components['schemas']['ViewPayment'];
      /** @description What has happened, oldest first. */
      timeline: {
        /**
         * Format: date-time
         * @description When it happened.
         * @example 2027-03-02T01:00:00.000Z
         */
        at: string;
        /**
         * @description Name of the event.
         * @example registration.confirmed
         */
        event: string;
      }[];
      /**
       * Format: date-time
       * @description When the document last changed.
       * @example 2027-03-02T01:00:00.000Z
       */
      updatedAt: string;
    };
    /** @description Who or what canceled the registration. */
    CancelReason: 'STUDENT' | 'LECTURE_CANCELED' | 'INSTRUCTOR' | (string & {});
    /** @description The staff's decision on a registration. */
    Approval: {
      /**
       * Format: date-time
       * @description When the registration began to await approval.
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      /** @description When the staff decided; null until then, and if it never did. */
      decidedAt: string | null;
      /** @description Id of the account that decided. */
      decidedBy: string | null;
      /** @description Null without a decision. */
      accepted: boolean | null;
      /** @description Why the staff rejected the registration; null otherwise. */
      note: string | null;
    };
    /** @description A student's request to cancel a registration that the staff accepted. */
    CancelRequest: {
      /**
       * @description 1, or 2 after the first one was refused.
       * @example 1
       */
      number: number;
      /**
       * Format: date-time
       * @description When the student requested it.
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      /**
       * Format: date-time
       * @description Without a decision it is granted then.
       * @example 2027-03-02T01:00:00.000Z
       */
      decideBy: string;
      /** @description Why the student wants to cancel. */
      note: string | null;
      /** @description What is refunded if it is granted, as of the request. */
      refund: components['schemas']['Money'];
      /** @description When it was refused; null while it is pending or if it was granted. */
      refusedAt: string | null;
      /** @description Why it was refused. */
      refusalNote: string | null;
    };
    /** @description Why the payment has no outcome yet. `TIMEOUT`: it took too long. `UNAVAILABLE`: the attempt failed without a decision. `BREAKER_OPEN`, `BUSY`: not attempted, because the payment service is failing or overloaded. `NOT_TRIED`: you requested only a hold, or the last card was declined. `ACTION_REQUIRED`: the bank requires authentication; read `GET /payments/{paymentId}`, open `nextAction.url`, then repeat the payment request with the same `Idempotency-Key`. */
    PaymentDeferred:
      'TIMEOUT' | 'UNAVAILABLE' | 'BREAKER_OPEN' | 'BUSY' | 'NOT_TRIED' | 'ACTION_REQUIRED' | (string & {});
    /** @description The lecture, as far as My Page has received it. */
    ViewLecture: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /** @description Title of the lecture; null until known. */
      title: string | null;
      /** @description Name of the instructor; null until known. */
      instructorName: string | null;
      /** @description Status of the lecture; null until known. */
      status: components['schemas']['LectureStatus'] | null;
      /** @description Start of the first session; null until known. */
      firstSessionAt: string | null;
      /** @description All sessions, ordered by start. */
      sessions: components['schemas']['ViewSession'][];
      /** @description The session that takes place now or next, at the time of the request; null if there is none. */
      nextSession: components['schemas']['ViewSession'] | null;
      /**
       * @description Reason of the cancellation
       * @example null
       */
      cancelNote: string | null;
    };
    /** @description `OPEN`: students can register. `CLOSED`: its last session has ended. `CANCELED`: it does not take place. */
    LectureStatus: 'OPEN' | 'CLOSED' | 'CANCELED' | (string & {});
    /** @description One meeting of a lecture. */
    ViewSession: {
      /**
       * Format: date-time
       * @description When the session starts.
       * @example 2027-03-02T01:00:00.000Z
       */
      startsAt: string;
      /**
       * Format: date-time
       * @description When the session ends.
       * @example 2027-03-02T01:00:00.000Z
       */
      endsAt: string;
      /** @description Where it takes place; a session has a place, a URL or both. */
      place?: string;
      /** @description Link to an online session; only while the registration is `CONFIRMED`. */
      url?: string;
    };
    /** @description The latest payment, even while it is `PENDING`; null until My Page has one. */
    ViewPayment: {
      /**
       * Format: uuid
       * @description Id of the payment.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /** @description Number of the payment attempt. */
      attempt: number;
      status: components['schemas']['PaymentStatus'];
      /** @description The amount charged. */
      amount: components['schemas']['Money'];
      /** @description How much has been refunded. Absent: everything if it was completed and is `CANCELED`, otherwise nothing. */
      refunded?: components['schemas']['Money'];
    } | null;
    /** @description `PENDING`: no outcome yet. `COMPLETED`: paid. `DECLINED`: refused. `CANCELED`: reversed or refunded. */
    PaymentStatus: 'PENDING' | 'COMPLETED' | 'DECLINED' | 'CANCELED' | (string & {});
    /** @description One page of a list in a stable order. */
    ViewPage: {
      /** @description The items of this page. */
      items: components['schemas']['ViewDocument'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description The right to open one stream of My Page without an access token. */
    StreamTicket: {
      /**
       * @description Send it as `ticket` in the query of `GET /api/v1/mypage/stream`. It can be used once.
       * @example ZmFrZS10aWNrZXQtZm9yLXRoZS1kb2N1bWVudGF0aW8
       */
      ticket: string;
      /**
       * Format: date-time
       * @description When the ticket expires, at most 60 seconds after its creation.
       * @example 2027-03-02T01:00:00.000Z
       */
      expiresAt: string;
    };
    /** @description The consequences of canceling a lecture, and their progress. */
    LectureCancellation: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /**
       * @description Students who are confirmed, await approval or have yet to pay; 0 once all are canceled.
       * @example 12
       */
      students: number;
      /**
       * @description Places of these students.
       * @example 15
       */
      places: number;
      /**
       * @description Students whose registration ended because the lecture was canceled.
       * @example 0
       */
      canceledStudents: number;
      /**
       * @description Payments of all these students.
       * @example 11
       */
      payments: number;
      /**
       * @description How many of these payments have been refunded in full.
       * @example 0
       */
      refundedPayments: number;
      /** @description The sum of these payments. */
      paid: components['schemas']['TotalMoney'];
      /** @description How much of it has been refunded. */
      refunded: components['schemas']['TotalMoney'];
      /**
       * Format: date-time
       * @description When these numbers were counted; they may lag by a moment.
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
    };
    /**
     * @description A sum of money in integer minor units.
     * @example {
     *       "amount": 588000,
     *       "currency": "KRW"
     *     }
     */
    TotalMoney: {
      /** @description Integer minor units of the currency. */
      amount: number;
      /**
       * @description ISO 4217 code.
       * @constant
       */
      currency: 'KRW';
    };
    /** @description The state of the services. */
    ServiceReports: {
      /** @description The services. */
      items: components['schemas']['ServiceReport'][];
    };
    /** @description The state of one service, as one of its processes reports it. */
    ServiceReport: {
      /**
       * @description Name of the service.
       * @example registration
       */
      service: string;
      state: components['schemas']['ServiceState'];
      /** @description Identifies the process that answered: one of several replicas. */
      instance?: string;
      /** @description Version of the running build. */
      version?: string;
      /**
       * Format: date-time
       * @description When the process started.
       * @example 2027-03-02T01:00:00.000Z
       */
      startedAt?: string;
      /** @description The readiness checks. */
      checks?: {
        /**
         * @description What is checked.
         * @example store
         */
        name: string;
        /** @description Whether the check passes. */
        passes: boolean;
      }[];
      /** @description Events that wait to be published. Absent if the service has no outbox, or it cannot be read now. */
      outbox?: {
        /** @description Events that are not published yet. */
        pending: number;
        /** @description When the oldest of them was stored; null if there is none. */
        oldestAt: string | null;
      };
      /** @description The queue of the service. Absent if it has none, or the broker cannot be reached now. */
      queue?: {
        /** @description Messages that wait to be consumed. */
        waiting: number;
        /** @description Processes that consume. */
        consumers: number;
        /** @description Parked messages. */
        parked: number;
      };
      /** @description Lag of the last consumed event. Absent until this process has consumed one. */
      lag?: {
        /** @description Seconds from the event to its effect in this process. */
        seconds: number;
        /**
         * Format: date-time
         * @description When that was.
         * @example 2027-03-02T01:00:00.000Z
         */
        at: string;
      };
      /** @description Calls to other services that have a circuit breaker. */
      calls?: components['schemas']['DependencyCalls'][];
    };
    /** @description `READY`: all checks pass. `NOT_READY`: a check fails, or the service is shutting down. `AWAY`: the service did not respond in time. `NOT_INSTALLED`: this installation does not have it. */
    ServiceState: 'READY' | 'NOT_READY' | 'AWAY' | 'NOT_INSTALLED' | (string & {});
    /** @description The calls of one process to another service. */
    DependencyCalls: {
      /**
       * @description The service that is called.
       * @example payment
       */
      dependency: string;
      breaker: components['schemas']['BreakerState'];
      /** @description Current limit of concurrent calls; it adapts to the response times. */
      limit: number;
      /** @description Calls in progress. */
      inProgress: number;
      /** @description Calls that wait for a free place. */
      waiting: number;
    };
    /** @description `CLOSED`: calls pass. `OPEN`: calls are refused. `HALF_OPEN`: one call tests whether it can close. */
    BreakerState: 'CLOSED' | 'HALF_OPEN' | 'OPEN' | (string & {});
    /** @description One page of a list in a stable order. */
    RecentEventPage: {
      /** @description The items of this page. */
      items: components['schemas']['RecentEvent'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description An event without its data. */
    RecentEvent: {
      /**
       * Format: uuid
       * @description Id of the event.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * @description The service that published it.
       * @example registration
       */
      service: string;
      /**
       * @description Its routing key.
       * @example registration.confirmed.v1
       */
      name: string;
      /** @description Id of the aggregate that changed. */
      subject: string;
      /** @description Version of the aggregate after the change. */
      sequence: number;
      /**
       * Format: date-time
       * @description When the change happened.
       * @example 2027-03-02T01:00:00.000Z
       */
      time: string;
      /** @description The request that caused it. */
      correlationId: string;
      /** @description When the broker confirmed it; null while it is in the outbox. */
      publishedAt: string | null;
    };
    /** @description A problem document (RFC 9457). */
    Problem: {
      /**
       * @description URI of the problem type, derived from `code`.
       * @example https://sugang.dev/problems/lecture-full
       */
      type: string;
      /**
       * @description Short name of the problem.
       * @example Lecture full
       */
      title: string;
      /**
       * @description The HTTP status.
       * @example 409
       */
      status: number;
      /**
       * @description What happened and what to do next, for the user. Not stable: do not parse it.
       * @example All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires.
       */
      detail: string;
      /**
       * @description Path of the request.
       * @example /api/v1/registrations
       */
      instance: string;
      code: components['schemas']['ProblemCode'];
      /** @description Every fault of an invalid request. */
      errors?: {
        /** @description JSON pointer: `/payment/token` in the body, `/query/limit`, `/path/id`, `/header/If-Match`. */
        pointer: string;
        /** @description What is wrong with it, for the user. */
        detail: string;
        /**
         * @description The stable code of the fault, such as `REQUIRED`.
         * @example REQUIRED
         */
        code: string;
        /**
         * @description The values in `detail`, such as `maximum`.
         * @example {}
         */
        params: {
          [key: string]: string | number;
        };
      }[];
      /**
       * @description Identifies the request in the logs.
       * @example 4bf92f3577b34da6a3ce929d0e0e4736
       */
      traceId: string;
      /** @description The registration concerned, if any. */
      registrationId?: string;
      /** @description With `NOT_CONFIRMED`: the status of the registration. */
      registrationStatus?: string;
      /** @description The current fee, with `FEE_CHANGED`. */
      fee?: components['schemas']['Money'];
      /** @description The current refund, with `REFUND_CHANGED`. */
      quote?: components['schemas']['RefundQuote'];
      /** @description With `PAYMENT_DECLINED`: when the hold of the seat ends. Until then, another card can be used. */
      holdExpiresAt?: string;
      /** @description All reasons for a refusal by business rules; `code` is that of the first. */
      reasons?: components['schemas']['ProblemReason'][];
    };
    /**
     * @description A stable code. Treat an unknown one by its status: codes are added within this version.
     * @example LECTURE_FULL
     */
    ProblemCode:
      | 'INVALID_REQUEST'
      | 'IDEMPOTENCY_KEY_REQUIRED'
      | 'UNAUTHENTICATED'
      | 'FORBIDDEN'
      | 'NOT_FOUND'
      | 'SERVICE_NOT_INSTALLED'
      | 'METHOD_NOT_ALLOWED'
      | 'NOT_ACCEPTABLE'
      | 'REQUEST_TIMEOUT'
      | 'REQUEST_IN_PROGRESS'
      | 'PRECONDITION_FAILED'
      | 'PAYLOAD_TOO_LARGE'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'IDEMPOTENCY_KEY_REUSED'
      | 'PRECONDITION_REQUIRED'
      | 'RATE_LIMITED'
      | 'HEADERS_TOO_LARGE'
      | 'INTERNAL'
      | 'UNAVAILABLE'
      | 'NOT_AWAITING_APPROVAL'
      | 'NO_CANCEL_REQUEST'
      | 'CANCEL_REFUSED'
      | 'TOO_MANY_PLACES'
      | 'SEAT_TAKEN'
      | 'SEAT_OTHER_FEE'
      | 'NO_SEATS'
      | 'PLACES_UNKNOWN'
      | 'WHOLE_REGISTRATION_ONLY'
      | 'CAPACITY_FROM_SEATS'
      | 'SEATS_TAKEN'
      | 'REFUND_CHANGED'
      | 'TIERS_NOT_ASCENDING'
      | 'LECTURE_UNKNOWN'
      | 'PAYMENT_DECLINED'
      | 'ALREADY_REGISTERED'
      | 'LECTURE_NOT_OPEN'
      | 'LECTURE_FULL'
      | 'NOT_OPEN_YET'
      | 'REGISTRATION_CLOSED'
      | 'FEE_CHANGED'
      | 'EMAIL_UNVERIFIED'
      | 'TOO_MANY_HOLDS'
      | 'HOLD_EXPIRED'
      | 'PAYMENT_ID_TAKEN'
      | 'NOT_AWAITING_PAYMENT'
      | 'NOT_CONFIRMED'
      | 'REGISTRATION_OVER'
      | 'CANCEL_TOO_LATE'
      | 'CAPACITY_BELOW_ENROLLED'
      | 'ALREADY_PUBLISHED'
      | 'INVALID_PERIOD'
      | 'INSTRUCTOR_UNKNOWN'
      | 'BAD_CREDENTIALS'
      | 'ACCOUNT_DISABLED'
      | 'PASSWORD_CHANGE_REQUIRED'
      | 'LAST_ADMIN'
      | 'REFRESH_TOKEN_INVALID'
      | 'LINK_INVALID'
      | 'CSRF_CHECK_FAILED'
      | 'TOKEN_INVALID'
      | 'EMAIL_TAKEN'
      | 'WEAK_PASSWORD'
      | (string & {});
    /** @description What a student gets back for canceling now. */
    RefundQuote: {
      /** @description What is refunded if you cancel now. */
      refund: components['schemas']['Money'];
      /** @description What is not refunded. */
      kept: components['schemas']['Money'];
      /** @description The step of the refund schedule that applies now; null if nothing was paid. */
      tier: components['schemas']['QuotedRefundTier'] | null;
      /** @description The step that follows; null if you can no longer cancel after this one. */
      next: components['schemas']['QuotedRefundTier'] | null;
      /** @description The refund of each place. */
      perPlace: {
        /**
         * @description Number of the place.
         * @example 1
         */
        no: number;
        /** @description What is refunded for this place. */
        refund: components['schemas']['Money'];
      }[];
      /** @description Whether the staff must agree to the cancellation. */
      needsConsent: boolean;
      /**
       * Format: date-time
       * @description When the quote was made.
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
    };
    /** @description A step of the refund schedule of a registration. */
    QuotedRefundTier: {
      /**
       * Format: date-time
       * @description The tier applies before this time.
       * @example 2027-03-02T01:00:00.000Z
       */
      until: string;
      /**
       * @description The share of the fee that is refunded, as a fraction.
       * @example 5/6
       */
      refund: string;
    };
    /** @description One reason for a refusal. */
    ProblemReason: {
      /** @description The stable code of this reason. */
      code: components['schemas']['ProblemCode'];
      /** @description A sentence for the user. */
      detail: string;
      /** @description The facts of this reason; the members depend on the code. */
      data: {
        [key: string]: unknown;
      };
      /**
       * @description What the student can do, such as `PAY`.
       * @example [
       *       "PAY",
       *       "CANCEL"
       *     ]
       */
      remedies: string[];
    };
    /** @description One page of messages, with the number of unread ones. */
    NotificationPage: {
      /** @description The items of this page. */
      items: components['schemas']['Notification'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
      /** @description Number of messages that are not marked as read, on all pages. */
      unread: number;
    };
    /** @description One message on one channel. */
    Notification: {
      /**
       * Format: uuid
       * @description Id of the message.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      channel: components['schemas']['NotificationChannel'];
      template: components['schemas']['NotificationTemplate'];
      /**
       * @description Title in the language of the account.
       * @example Your registration is confirmed
       */
      title: string;
      /**
       * @description Text in the language of the account.
       * @example Mina, your registration for “Algorithms 101” is confirmed.
       */
      body: string;
      /**
       * Format: date-time
       * @description When the message was sent.
       * @example 2027-03-02T01:00:00.000Z
       */
      sentAt: string;
      /** @description When you marked it as read; null while it is unread. */
      readAt: string | null;
      /**
       * Format: uuid
       * @description The registration that it is about.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
    };
    /** @description How a message arrives: only in the list of messages (`log`), by `email`, by text message (`sms`), as a KakaoTalk message (`alimtalk`), or at your own server (`webhook`). */
    NotificationChannel: 'log' | 'email' | 'sms' | 'alimtalk' | 'webhook' | (string & {});
    /** @description The occasion of a message. */
    NotificationTemplate:
      | 'payment-awaited'
      | 'payment-deferred'
      | 'confirmed'
      | 'payment-declined'
      | 'payment-declined-held'
      | 'expired'
      | 'canceled'
      | 'canceled-by-student'
      | 'canceled-by-lecture'
      | 'canceled-by-instructor'
      | 'approval-requested'
      | 'approval-expired'
      | 'rejected'
      | 'removed'
      | 'cancel-refused'
      | 'approval-needed'
      | 'cancellation-requested'
      | 'refunded'
      | 'partially-refunded'
      | 'places-canceled'
      | 'lecture-changed'
      | 'announcement'
      | 'lecture-full'
      | 'lecture-canceled'
      | (string & {});
    /**
     * @description Which messages were read.
     * @example {}
     */
    MarkNotificationsRead: {
      /** @description The messages; absent: all of them. */
      ids?: string[];
    };
    /** @description How many messages are unread. */
    UnreadNotifications: {
      /** @description Number of messages that are not marked as read, on all pages. */
      unread: number;
    };
    /** @description How you are notified. */
    NotificationPreferences: {
      /**
       * @description The chosen channels; empty: no messages.
       * @example [
       *       "log",
       *       "email"
       *     ]
       */
      channels: components['schemas']['NotificationChannel'][];
      /**
       * @description Number for `sms` and `alimtalk`.
       * @example +821012345678
       */
      phone?: string;
      /**
       * @description URL for `webhook`.
       * @example https://example.org/sugang
       */
      webhookUrl?: string;
      /**
       * @description Key that verifies the requests to `webhookUrl` (Standard Webhooks).
       * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
       */
      webhookSecret?: string;
    };
    /**
     * @description Replaces all preferences; omitted fields are deleted.
     * @example {
     *       "channels": [
     *         "log",
     *         "email"
     *       ]
     *     }
     */
    ChooseNotifications: {
      /** @description The channels to use, each once; a channel may need a field below. Empty: no messages. */
      channels: ('log' | 'email' | 'sms' | 'alimtalk' | 'webhook')[];
      /** @description International number; required for `sms` and `alimtalk`. */
      phone?: string;
      /**
       * Format: uri
       * @description http or https URL; required for `webhook`.
       */
      webhookUrl?: string;
    };
    /** @description One page of messages, with the number of unread ones. */
    StaffNotificationPage: {
      /** @description The items of this page. */
      items: components['schemas']['StaffNotification'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
      /** @description Number of messages that are not marked as read, on all pages. */
      unread: number;
    };
    /** @description One message to the instructor of a lecture, on one channel. */
    StaffNotification: {
      /**
       * Format: uuid
       * @description Id of the message.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      channel: components['schemas']['NotificationChannel'];
      template: components['schemas']['NotificationTemplate'];
      /**
       * @description Title in the language of the account.
       * @example Your registration is confirmed
       */
      title: string;
      /**
       * @description Text in the language of the account.
       * @example Mina, your registration for “Algorithms 101” is confirmed.
       */
      body: string;
      /**
       * Format: date-time
       * @description When the message was sent.
       * @example 2027-03-02T01:00:00.000Z
       */
      sentAt: string;
      /** @description When you marked it as read; null while it is unread. */
      readAt: string | null;
      /** @description The registration that it is about; null if it is about the whole lecture. */
      registrationId: string | null;
      /**
       * Format: uuid
       * @description The lecture that it is about.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
    };
    /**
     * @description The channels of this site.
     * @example {
     *       "items": [
     *         {
     *           "channel": "log",
     *           "needs": null
     *         }
     *       ]
     *     }
     */
    OfferedChannels: {
      /** @description The channels, in the order in which a form shows them. */
      items: {
        channel: components['schemas']['NotificationChannel'];
        /**
         * @description The preference that this channel requires; null: none.
         * @example null
         */
        needs: ('phone' | 'webhookUrl' | (string & {})) | null;
      }[];
    };
    /** @description One page of a list in a stable order. */
    LecturePage: {
      /** @description The items of this page. */
      items: components['schemas']['ListedLecture'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description A lecture in a list, with its available seats. */
    ListedLecture: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * @description Title of the lecture.
       * @example Algorithms 101
       */
      title: string;
      /**
       * @description What the lecture is about.
       * @example Sorting, graphs and the art of counting steps.
       */
      description: string;
      /**
       * @description Subject area, as free text.
       * @example computer-science
       */
      category: string;
      /** @description Who teaches the lecture. */
      instructor: components['schemas']['Instructor'];
      /** @description The fee of a registration; the amount is 0 if the lecture is free of charge. */
      fee: components['schemas']['Money'];
      /**
       * @description Number of seats.
       * @example 30
       */
      capacity: number;
      /** @description The sessions, ordered by start. */
      sessions: components['schemas']['Session'][];
      status: components['schemas']['LectureStatus'];
      /** @description Why the lecture was canceled; null unless `CANCELED`. */
      cancelNote: string | null;
      /**
       * @description IANA time zone for displaying the times.
       * @example Asia/Seoul
       */
      timezone?: string;
      /**
       * Format: date-time
       * @description When it becomes public (before, only staff see it); absent: at once.
       * @example 2027-03-02T01:00:00.000Z
       */
      publishAt?: string;
      /**
       * Format: date-time
       * @description When registration opens; absent if it is open from the start.
       * @example 2027-03-02T01:00:00.000Z
       */
      registrationOpensAt?: string;
      /**
       * Format: date-time
       * @description When registration closes; absent: when the last session ends.
       * @example 2027-03-02T01:00:00.000Z
       */
      registrationClosesAt?: string;
      /**
       * @description Whether the staff decides on each registration after it is paid.
       * @example true
       */
      approvalRequired?: boolean;
      /**
       * @description Hours in which the staff decides, at most until the first session begins. Absent: the default of this installation (72). Without a decision the registration expires and the fee is refunded.
       * @example 72
       */
      approvalHours?: number;
      /**
       * @description Places that one registration can have; one if absent.
       * @example 4
       */
      maxPlaces?: number;
      /** @description The numbered seats; absent if there are none. */
      seating?: components['schemas']['SeatingPlan'];
      /** @description How much of the fee a canceling student gets back, until when. After the last tier a student can no longer cancel. Absent: the full fee until the first session. */
      refundTiers?: components['schemas']['RefundTier'][];
      /**
       * Format: date-time
       * @description When the lecture was opened.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the lecture last changed.
       * @example 2027-03-02T01:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Increases with each change; the `ETag` of the lecture.
       * @example 3
       */
      version: number;
      /**
       * @description Places of confirmed students; a count that may lag by a moment. Not part of `version`.
       * @example 12
       */
      enrolled: number;
      /** @description The available seats. Absent when they cannot be read at the moment: read them from `/lectures/{id}/availability`. */
      availability?: components['schemas']['Availability'];
    };
    /** @description Who teaches a lecture. */
    Instructor: {
      /**
       * @description Id of the account.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      id: string;
      /** @description Null for a moment after the account was created. */
      name: string | null;
    };
    /**
     * @description One meeting of a lecture.
     * @example {
     *       "startsAt": "2027-03-02T01:00:00.000Z",
     *       "endsAt": "2027-03-02T03:00:00.000Z",
     *       "place": "Room 301"
     *     }
     */
    Session: {
      /**
       * Format: date-time
       * @description When the session starts.
       * @example 2027-03-02T01:00:00.000Z
       */
      startsAt: string;
      /**
       * Format: date-time
       * @description When the session ends.
       * @example 2027-03-02T01:00:00.000Z
       */
      endsAt: string;
      /** @description Where it takes place; a session has a place, a URL or both. */
      place?: string;
      /** @description Where it takes place online. Shown to enrolled students (on My Page), its instructor and admins. */
      url?: string;
    };
    /**
     * @description The numbered seats of a lecture, at most 2,000.
     * @example {
     *       "rows": [
     *         {
     *           "label": "A",
     *           "seats": 12,
     *           "blocked": [
     *             1
     *           ],
     *           "accessible": [
     *             2
     *           ],
     *           "aisleAfter": [
     *             6
     *           ]
     *         }
     *       ]
     *     }
     */
    SeatingPlan: {
      /** @description The rows, from the front to the back. */
      rows: components['schemas']['SeatingRow'][];
    };
    /** @description One row of seats. */
    SeatingRow: {
      /**
       * @description Name of the row, in letters and digits.
       * @example A
       */
      label: string;
      /**
       * @description Number of seats, from 1 on.
       * @example 12
       */
      seats: number;
      /**
       * @description Seats that cannot be taken.
       * @example [
       *       1
       *     ]
       */
      blocked?: number[];
      /**
       * @description Seats with space for a wheelchair.
       * @example [
       *       2
       *     ]
       */
      accessible?: number[];
      /**
       * @description Seats with an aisle after them.
       * @example [
       *       6
       *     ]
       */
      aisleAfter?: number[];
      /** @description Fee of a seat of this row; the fee of the lecture if absent. */
      fee?: components['schemas']['Money'];
    };
    /** @description A step of a refund schedule. */
    RefundTier: {
      /**
       * Format: date-time
       * @description The tier applies before this time.
       * @example 2027-03-02T01:00:00.000Z
       */
      until: string;
      /**
       * @description The share of the fee that is refunded, as a fraction.
       * @example 5/6
       */
      refund: string;
    };
    /** @description The seats of one lecture, at this moment. */
    Availability: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      status: components['schemas']['LectureStatus'];
      /** @description Number of seats. */
      capacity: number;
      /** @description Seats held for students who have yet to pay. */
      held: number;
      /** @description Seats of confirmed students. */
      taken: number;
      /** @description Seats that can be registered for now: capacity less `held` and `taken`, but never below 0. */
      available: number;
      /**
       * Format: date-time
       * @description When registration opens; absent if it is open from the start.
       * @example 2027-03-02T01:00:00.000Z
       */
      opensAt?: string;
      /**
       * Format: date-time
       * @description When registration closes; absent: when the last session ends.
       * @example 2027-03-02T01:00:00.000Z
       */
      closesAt?: string;
      /**
       * Format: date-time
       * @description Time of the clock that decides whether registration is open. Only in the response for one lecture, and up to one second old; `GET /time` is exact.
       * @example 2027-03-02T01:00:00.000Z
       */
      serverTime?: string;
    };
    /** @description Values that the list of lectures can be filtered by, with counts. */
    LectureFacets: {
      /** @description At most 100 categories, the most frequent first. */
      categories: {
        /**
         * @description The category.
         * @example computer-science
         */
        category: string;
        /**
         * @description Number of lectures that match the other filters.
         * @example 4
         */
        count: number;
      }[];
      /** @description At most 100 instructors, those with the most lectures first. */
      instructors: {
        /**
         * @description Id of the instructor.
         * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
         */
        id: string;
        /** @description Name of the instructor; null until the account is known. */
        name: string | null;
        /**
         * @description Number of lectures that match the other filters.
         * @example 4
         */
        count: number;
      }[];
    };
    /** @description A lecture. */
    Lecture: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * @description Title of the lecture.
       * @example Algorithms 101
       */
      title: string;
      /**
       * @description What the lecture is about.
       * @example Sorting, graphs and the art of counting steps.
       */
      description: string;
      /**
       * @description Subject area, as free text.
       * @example computer-science
       */
      category: string;
      /** @description Who teaches the lecture. */
      instructor: components['schemas']['Instructor'];
      /** @description The fee of a registration; the amount is 0 if the lecture is free of charge. */
      fee: components['schemas']['Money'];
      /**
       * @description Number of seats.
       * @example 30
       */
      capacity: number;
      /** @description The sessions, ordered by start. */
      sessions: components['schemas']['Session'][];
      status: components['schemas']['LectureStatus'];
      /** @description Why the lecture was canceled; null unless `CANCELED`. */
      cancelNote: string | null;
      /**
       * @description IANA time zone for displaying the times.
       * @example Asia/Seoul
       */
      timezone?: string;
      /**
       * Format: date-time
       * @description When it becomes public (before, only staff see it); absent: at once.
       * @example 2027-03-02T01:00:00.000Z
       */
      publishAt?: string;
      /**
       * Format: date-time
       * @description When registration opens; absent if it is open from the start.
       * @example 2027-03-02T01:00:00.000Z
       */
      registrationOpensAt?: string;
      /**
       * Format: date-time
       * @description When registration closes; absent: when the last session ends.
       * @example 2027-03-02T01:00:00.000Z
       */
      registrationClosesAt?: string;
      /**
       * @description Whether the staff decides on each registration after it is paid.
       * @example true
       */
      approvalRequired?: boolean;
      /**
       * @description Hours in which the staff decides, at most until the first session begins. Absent: the default of this installation (72). Without a decision the registration expires and the fee is refunded.
       * @example 72
       */
      approvalHours?: number;
      /**
       * @description Places that one registration can have; one if absent.
       * @example 4
       */
      maxPlaces?: number;
      /** @description The numbered seats; absent if there are none. */
      seating?: components['schemas']['SeatingPlan'];
      /** @description How much of the fee a canceling student gets back, until when. After the last tier a student can no longer cancel. Absent: the full fee until the first session. */
      refundTiers?: components['schemas']['RefundTier'][];
      /**
       * Format: date-time
       * @description When the lecture was opened.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the lecture last changed.
       * @example 2027-03-02T01:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Increases with each change; the `ETag` of the lecture.
       * @example 3
       */
      version: number;
      /**
       * @description Places of confirmed students; a count that may lag by a moment. Not part of `version`.
       * @example 12
       */
      enrolled: number;
    };
    /** @description A new lecture. */
    OpenLecture: {
      /**
       * @description Title of the lecture, on a single line.
       * @example Algorithms 101
       */
      title: string;
      /**
       * @description What the lecture is about.
       * @example Sorting, graphs and the art of counting steps.
       */
      description: string;
      /**
       * @description Subject area, as free text.
       * @example computer-science
       */
      category: string;
      /** @description The fee of a registration; the amount is 0 if the lecture is free of charge. */
      fee: components['schemas']['Money'];
      /**
       * @description Number of places. A change cannot reduce it below the places of the enrolled students. With `seating` it is the number of seats and cannot be sent.
       * @example 30
       */
      capacity?: number;
      /** @description At least one session, in any order. Sessions of one lecture must not overlap. */
      sessions: components['schemas']['SessionInput'][];
      /**
       * @description IANA time zone for displaying the times.
       * @example Asia/Seoul
       */
      timezone?: string;
      /**
       * Format: date-time
       * @description When it becomes public (before, only staff see it). Cannot be changed afterwards.
       * @example 2027-03-02T10:00:00+09:00
       */
      publishAt?: string;
      /**
       * Format: date-time
       * @description When registration opens.
       * @example 2027-03-02T10:00:00+09:00
       */
      registrationOpensAt?: string;
      /**
       * Format: date-time
       * @description When registration closes; must be after `registrationOpensAt`.
       * @example 2027-03-02T10:00:00+09:00
       */
      registrationClosesAt?: string;
      /**
       * @description Whether the staff decides on each registration after it is paid.
       * @example true
       */
      approvalRequired?: boolean;
      /**
       * @description Hours in which the staff decides, at most until the first session begins. Absent: the default of this installation (72). Without a decision the registration expires and the fee is refunded.
       * @example 72
       */
      approvalHours?: number;
      /**
       * @description Places that one registration can have; one if absent.
       * @example 4
       */
      maxPlaces?: number;
      /** @description The numbered seats; absent if there are none. */
      seating?: components['schemas']['SeatingPlan'];
      /** @description How much of the fee a canceling student gets back, until when: ascending times. */
      refundTiers?: components['schemas']['RefundTierInput'][];
      /**
       * @description Computes `refundTiers` from the sessions once; a later change of the sessions does not change them.
       * @enum {string}
       */
      refundPreset?: 'full-until-start' | 'kr-academy' | 'kr-credit-bank';
      /**
       * @description Id of the instructor. Required from an admin; instructors leave it out, because they open their own lectures.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      instructorId?: string;
    };
    /**
     * @description One meeting of a lecture: it needs a `place`, a `url` or both.
     * @example {
     *       "startsAt": "2027-03-02T10:00:00+09:00",
     *       "endsAt": "2027-03-02T12:00:00+09:00",
     *       "place": "Room 301"
     *     }
     */
    SessionInput: {
      /**
       * Format: date-time
       * @description When the session starts, with any offset.
       * @example 2027-03-02T10:00:00+09:00
       */
      startsAt: string;
      /**
       * Format: date-time
       * @description When the session ends; after `startsAt`.
       * @example 2027-03-02T10:00:00+09:00
       */
      endsAt: string;
      /** @description Where it takes place. A session needs a place, a URL or both. */
      place?: string;
      /**
       * Format: uri
       * @description Where it takes place online: an http or https URL.
       */
      url?: string;
    };
    /**
     * @description A step of a refund schedule.
     * @example {
     *       "until": "2027-03-02T10:00:00+09:00",
     *       "refund": "1"
     *     }
     */
    RefundTierInput: {
      /**
       * Format: date-time
       * @description The tier applies before this time.
       * @example 2027-03-02T10:00:00+09:00
       */
      until: string;
      /**
       * @description The share of the fee that is refunded.
       * @enum {string}
       */
      refund: '0' | '1' | '5/6' | '2/3' | '1/2';
    };
    /** @description One page of lectures, with their total. */
    AdminLecturePage: {
      /** @description The items of this page. */
      items: components['schemas']['Lecture'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
      /** @description Number of lectures on all pages. */
      total: number;
    };
    /**
     * @description A JSON merge patch (RFC 7396): omitted fields remain unchanged; null removes a field that may be null, and no other field.
     * @example {
     *       "capacity": 40
     *     }
     */
    ChangeLecture: {
      /**
       * @description Title of the lecture, on a single line.
       * @example Algorithms 101
       */
      title?: string;
      /**
       * @description What the lecture is about.
       * @example Sorting, graphs and the art of counting steps.
       */
      description?: string;
      /**
       * @description Subject area, as free text.
       * @example computer-science
       */
      category?: string;
      fee?: components['schemas']['ChangedMoney'];
      /**
       * @description Number of places. A change cannot reduce it below the places of the enrolled students. With `seating` it is the number of seats and cannot be sent.
       * @example 30
       */
      capacity?: number;
      /** @description At least one session, in any order. Sessions of one lecture must not overlap. */
      sessions?: components['schemas']['SessionInput'][];
      /** @description The new time zone; null removes it. */
      timezone?: string | null;
      /** @description When it becomes public; null: now. Cannot be changed afterwards. */
      publishAt?: string | null;
      /** @description When registration opens; null opens it now. */
      registrationOpensAt?: string | null;
      /** @description When registration closes; null keeps it open until the last session has ended. */
      registrationClosesAt?: string | null;
      /** @description Whether the staff decides on each new registration; null: no. */
      approvalRequired?: boolean | null;
      /** @description The new limit in hours; null: the default of this installation. */
      approvalHours?: number | null;
      /**
       * @description Places that one registration can have; null: one.
       * @example 4
       */
      maxPlaces?: number | null;
      /** @description The new plan, which must have every occupied seat; null removes it. */
      seating?: components['schemas']['SeatingPlan'] | null;
      /** @description The new refund schedule for new registrations; null removes it. */
      refundTiers?: components['schemas']['RefundTierInput'][] | null;
      /**
       * @description Computes `refundTiers` from the sessions once; a later change of the sessions does not change them.
       * @enum {string}
       */
      refundPreset?: 'full-until-start' | 'kr-academy' | 'kr-credit-bank';
    };
    /**
     * @description The new fee, or only its amount.
     * @example {
     *       "amount": 39000
     *     }
     */
    ChangedMoney: {
      /** @description Integer minor units of the currency. The won has none, so 49000 is ₩49,000. */
      amount?: number;
      /**
       * @description ISO 4217 code.
       * @constant
       */
      currency?: 'KRW';
    };
    /**
     * @description The reason for a cancellation.
     * @example {
     *       "reason": "Dr. Park is ill."
     *     }
     */
    CancelLecture: {
      /** @description Why the lecture is canceled; the students read it. */
      reason: string;
    };
    /**
     * @description A message to the confirmed students of a lecture.
     * @example {
     *       "title": "Bring a laptop",
     *       "body": "We will sort real data on Tuesday."
     *     }
     */
    Announce: {
      /** @description Title of the message, on a single line. */
      title: string;
      /** @description Text of the message. Line breaks are preserved. */
      body: string;
    };
    /** @description A message from the staff to the confirmed students of a lecture. */
    Announcement: {
      /**
       * Format: uuid
       * @description Id of the message.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /**
       * @description Title of the message.
       * @example Bring a laptop
       */
      title: string;
      /**
       * @description Text of the message.
       * @example We will sort real data on Tuesday.
       */
      body: string;
      /**
       * @description Id of the account that sent it.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      by: string;
      /**
       * Format: date-time
       * @description When it was accepted.
       * @example 2027-03-02T01:00:00.000Z
       */
      at: string;
    };
    /** @description One page of a list in a stable order. */
    RosterPage: {
      /** @description The items of this page. */
      items: components['schemas']['RosterEntry'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description One enrolled student, or one who awaits a decision. */
    RosterEntry: {
      /**
       * Format: uuid
       * @description Id of the registration.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /** @description The student. */
      student: {
        /**
         * @description Id of the account.
         * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
         */
        id: string;
        /** @description Null for a moment after the account was created. */
        name: string | null;
        /** @description Null for a moment after the account was created. */
        email: string | null;
      };
      /** @description When the registration was confirmed; null while it awaits approval. */
      confirmedAt: string | null;
      /**
       * Format: date-time
       * @description When your decision is due; absent if there is nothing to decide.
       * @example 2027-03-02T01:00:00.000Z
       */
      decideBy?: string;
      /** @description Why the student wants to cancel. */
      note?: string;
      /** @description The places; absent for one without a seat or a participant. */
      places?: components['schemas']['Place'][];
    };
    /** @description One place of a registration. */
    Place: {
      /**
       * @description Number of the place; it never changes.
       * @example 1
       */
      no: number;
      /** @description The fee of this place at the time of registration. */
      fee: components['schemas']['Money'];
      /** @description The seat; null without a seating plan, or until one is assigned. */
      seat: string | null;
      /** @description Who takes the place; null if it is the student. */
      participant: {
        /**
         * @description Name for the roster.
         * @example Joon
         */
        name: string;
        /** @description E-mail address for the roster; null if none was given. */
        email: string | null;
      } | null;
      /** @description When this place was canceled; null until then. */
      canceledAt: string | null;
    };
    /**
     * @description The students that the file contains, and the lifetime of the link.
     * @example {
     *       "expiresIn": 300
     *     }
     */
    CreateRosterLink: {
      /** @description Restricts the file to students whose name or e-mail address contains this text, as for the roster. */
      q?: string;
      /**
       * @description Columns of the CSV file. `all` adds `places`, `seats` and `participants`.
       * @enum {string}
       */
      columns?: 'all';
      /**
       * @description Seconds until the link expires.
       * @default 300
       * @example 300
       */
      expiresIn: number;
    };
    /** @description A link to the roster as a file, which needs no access token. */
    RosterLink: {
      /**
       * @description Path and query of the file, to resolve against the address of the API. Treat it as a secret.
       * @example /api/v1/admin/lectures/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01/roster/file?token=eyJleHA…
       */
      url: string;
      /**
       * Format: date-time
       * @description When the link expires.
       * @example 2027-03-02T01:00:00.000Z
       */
      expiresAt: string;
    };
    /** @description One page of a list in a stable order. */
    PaymentPage: {
      /** @description The items of this page. */
      items: components['schemas']['Payment'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description One payment attempt. */
    Payment: {
      /**
       * Format: uuid
       * @description Id of the payment.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @description The registration that it pays for.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /**
       * @description The student who pays.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      studentId: string;
      /** @description Number of the payment attempt of the registration. */
      attempt: number;
      /** @description The amount charged. */
      amount: components['schemas']['Money'];
      status: components['schemas']['PaymentStatus'];
      /**
       * @description How the student pays.
       * @constant
       */
      method: 'card';
      /** @description The reason that the payment provider returned; null unless `DECLINED`. */
      declineReason: string | null;
      /**
       * Format: date-time
       * @description When the attempt began.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /** @description When it was paid; null until then. */
      completedAt: string | null;
      /** @description When its refund was requested; null until then. */
      cancelRequestedAt: string | null;
      /** @description When it was refunded; null until then. */
      canceledAt: string | null;
      /** @description How much must be refunded in total. Absent: everything once a refund is requested, otherwise nothing. */
      refundDue?: components['schemas']['Money'];
      /** @description How much has been refunded in total. Absent: everything if the payment was completed and is `CANCELED`, otherwise nothing. */
      refunded?: components['schemas']['Money'];
      /**
       * Format: date-time
       * @description When the last partial refund was confirmed; absent if there was none.
       * @example 2027-03-02T01:00:00.000Z
       */
      refundedAt?: string;
      /** @description Increases with each change. */
      version: number;
    };
    /** @description One payment attempt, and what the student must do to complete it. */
    PaymentDetails: {
      /**
       * Format: uuid
       * @description Id of the payment.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @description The registration that it pays for.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /**
       * @description The student who pays.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      studentId: string;
      /** @description Number of the payment attempt of the registration. */
      attempt: number;
      /** @description The amount charged. */
      amount: components['schemas']['Money'];
      status: components['schemas']['PaymentStatus'];
      /**
       * @description How the student pays.
       * @constant
       */
      method: 'card';
      /** @description The reason that the payment provider returned; null unless `DECLINED`. */
      declineReason: string | null;
      /**
       * Format: date-time
       * @description When the attempt began.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /** @description When it was paid; null until then. */
      completedAt: string | null;
      /** @description When its refund was requested; null until then. */
      cancelRequestedAt: string | null;
      /** @description When it was refunded; null until then. */
      canceledAt: string | null;
      /** @description How much must be refunded in total. Absent: everything once a refund is requested, otherwise nothing. */
      refundDue?: components['schemas']['Money'];
      /** @description How much has been refunded in total. Absent: everything if the payment was completed and is `CANCELED`, otherwise nothing. */
      refunded?: components['schemas']['Money'];
      /**
       * Format: date-time
       * @description When the last partial refund was confirmed; absent if there was none.
       * @example 2027-03-02T01:00:00.000Z
       */
      refundedAt?: string;
      /** @description Increases with each change. */
      version: number;
      /** @description Present while the bank of the student requires authentication (3-D Secure). Nothing is charged until the student has completed it. */
      nextAction?: components['schemas']['NextAction'];
    };
    /** @description What the student must do before the payment can be completed. */
    NextAction: {
      type: components['schemas']['NextActionType'];
      /**
       * Format: uri
       * @description The bank's authentication page.
       * @example https://hooks.stripe.com/3d_secure_2/hosted?merchant=1
       */
      url: string;
    };
    /** @description `REDIRECT`: open `url` in the browser of the student. */
    NextActionType: 'REDIRECT' | (string & {});
    /** @description A lecture to register for, and how to pay its fee. */
    Register: {
      /**
       * Format: uuid
       * @description The lecture to register for.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /** @description Required unless the fee is 0 or `hold` is true; ignored in these cases. */
      payment?: components['schemas']['PaymentMethod'];
      /** @description The fee that was shown to the student. If the current fee differs, the response is 409 `FEE_CHANGED`. */
      expectedFee?: components['schemas']['Money'];
      /** @description The places to register for, at most `maxPlaces` of the lecture; one if absent. */
      places?: components['schemas']['PlaceRequest'][];
      /**
       * @description Holds the seat without a payment: `payment` is ignored. Pay by `holdExpiresAt` with `POST /registrations/{id}/payment`; the first two declined cards do not end the registration.
       * @example false
       */
      hold?: boolean;
    };
    /**
     * @description How to pay.
     * @example {
     *       "method": "card",
     *       "token": "tok_ok"
     *     }
     */
    PaymentMethod: {
      /**
       * @description The only method at present.
       * @constant
       */
      method: 'card';
      /** @description Card token of the payment provider. The simulated one approves `tok_ok` and declines `tok_declined`. */
      token: string;
    };
    /**
     * @description One place to register for.
     * @example {
     *       "seat": "A-5"
     *     }
     */
    PlaceRequest: {
      /**
       * @description The seat to take; without it, a free one is assigned if there is a plan.
       * @example A-5
       */
      seat?: string;
      /** @description Who takes the place, if it is not the student. */
      participant?: components['schemas']['Participant'];
    };
    /**
     * @description Who takes a place: a name and an address for the roster, not an account.
     * @example {
     *       "name": "Joon",
     *       "email": "joon@example.org"
     *     }
     */
    Participant: {
      /** @description Name for the roster. */
      name: string;
      /**
       * Format: email
       * @description E-mail address for the roster.
       * @example joon@example.org
       */
      email?: string;
    };
    /** @description A student's registration for one lecture. */
    Registration: {
      /**
       * Format: uuid
       * @description Id of the registration.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /**
       * @description The student: the account of the access token that registered.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      studentId: string;
      status: components['schemas']['RegistrationStatus'];
      /** @description Null unless `CANCELED`. */
      cancelReason: components['schemas']['CancelReason'] | null;
      /** @description Why the staff rejected or removed the student; absent or null otherwise. */
      cancelNote?: string | null;
      /** @description The fee of all places at the time of registration. */
      fee: components['schemas']['Money'];
      /** @description The places; absent if the registration has one without a seat or a participant. */
      places?: components['schemas']['Place'][];
      /** @description The payment that confirmed the registration; null before that, and if the lecture is free of charge. */
      paymentId: string | null;
      /** @description When the hold of the seat ends; null unless `AWAITING_PAYMENT` or `AWAITING_APPROVAL`. */
      holdExpiresAt: string | null;
      /** @description The staff's decision; absent if no approval was requested. */
      approval?: components['schemas']['Approval'] | null;
      /** @description The last request to cancel after an acceptance; absent if there was none. */
      cancelRequest?: components['schemas']['CancelRequest'] | null;
      /** @description The refund schedule of the lecture at the time of registration; absent if it had none. */
      refundTiers?: components['schemas']['RefundTier'][];
      /** @description How much of the payment must be refunded in total; it never falls. Absent: nothing while the registration is live, and everything once it has ended. */
      refundDue?: components['schemas']['Money'];
      /** @description Why the payment has no outcome yet; absent if it is not deferred, or while an attempt runs. */
      paymentDeferred?: components['schemas']['PaymentDeferred'];
      /** @description How many cards have been declined while the seat is held; absent if none was. */
      declinedAttempts?: number;
      /**
       * Format: date-time
       * @description When the student registered.
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      /** @description When it was confirmed; null until then. */
      confirmedAt: string | null;
      /** @description When it was declined, expired or canceled; null until then. */
      endedAt: string | null;
      /**
       * @description Increases with each change.
       * @example 2
       */
      version: number;
    };
    /** @description A registration whose payment has no outcome yet, or, without `paymentDeferred`, one that awaits approval. */
    DeferredRegistration: {
      /**
       * Format: uuid
       * @description Id of the registration.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /**
       * @description The student: the account of the access token that registered.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      studentId: string;
      status: components['schemas']['RegistrationStatus'];
      /** @description Null unless `CANCELED`. */
      cancelReason: components['schemas']['CancelReason'] | null;
      /** @description Why the staff rejected or removed the student; absent or null otherwise. */
      cancelNote?: string | null;
      /** @description The fee of all places at the time of registration. */
      fee: components['schemas']['Money'];
      /** @description The places; absent if the registration has one without a seat or a participant. */
      places?: components['schemas']['Place'][];
      /** @description The payment that confirmed the registration; null before that, and if the lecture is free of charge. */
      paymentId: string | null;
      /** @description When the hold of the seat ends; null unless `AWAITING_PAYMENT` or `AWAITING_APPROVAL`. */
      holdExpiresAt: string | null;
      /** @description The staff's decision; absent if no approval was requested. */
      approval?: components['schemas']['Approval'] | null;
      /** @description The last request to cancel after an acceptance; absent if there was none. */
      cancelRequest?: components['schemas']['CancelRequest'] | null;
      /** @description The refund schedule of the lecture at the time of registration; absent if it had none. */
      refundTiers?: components['schemas']['RefundTier'][];
      /** @description How much of the payment must be refunded in total; it never falls. Absent: nothing while the registration is live, and everything once it has ended. */
      refundDue?: components['schemas']['Money'];
      paymentDeferred?: components['schemas']['PaymentDeferred'];
      /** @description How many cards have been declined while the seat is held; absent if none was. */
      declinedAttempts?: number;
      /**
       * Format: date-time
       * @description When the student registered.
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      /** @description When it was confirmed; null until then. */
      confirmedAt: string | null;
      /** @description When it was declined, expired or canceled; null until then. */
      endedAt: string | null;
      /**
       * @description Increases with each change.
       * @example 2
       */
      version: number;
    };
    /** @description One page of a list in a stable order. */
    RegistrationPage: {
      /** @description The items of this page. */
      items: components['schemas']['Registration'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /**
     * @description How to cancel.
     * @example {
     *       "note": "I have moved."
     *     }
     */
    CancelRegistration: {
      /** @description Why you cancel; the staff reads it if it decides on the cancellation. */
      note?: string;
      /** @description The refund that was shown to the student. If the refund at this moment differs, the response is 409 `REFUND_CHANGED`. */
      expectedRefund?: components['schemas']['Money'];
      /**
       * @description Numbers of the places to cancel; all if absent.
       * @example [
       *       2,
       *       3
       *     ]
       */
      places?: number[];
    };
    /** @description Another seat or participant; absent fields stay as they are. */
    ChangePlace: {
      /**
       * @description Another free seat with the same fee.
       * @example A-5
       */
      seat?: string;
      /** @description Who takes the place; null: the student. */
      participant?: components['schemas']['Participant'] | null;
    };
    /** @description The seats of a lecture, which can be shown as a map or as a list. */
    SeatMap: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /**
       * Format: date-time
       * @description When the seats were read.
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
      /** @description The rows, from the front to the back. */
      rows: {
        /**
         * @description Name of the row.
         * @example A
         */
        label: string;
        /** @description Fee of a seat of this row. */
        fee: components['schemas']['Money'];
        /** @description The seats in reading order. */
        seats: {
          /**
           * @description A seat of the seating plan: its row and its number.
           * @example A-5
           */
          seat: string;
          state: components['schemas']['SeatState'];
          /**
           * @description `aisle`, `accessible`; more may follow.
           * @example [
           *       "aisle"
           *     ]
           */
          hints: string[];
          /**
           * @description The seat is yours.
           * @constant
           */
          mine?: true;
        }[];
      }[];
    };
    /** @description `held`: it waits for a payment. `blocked`: it cannot be taken. */
    SeatState: 'free' | 'held' | 'taken' | 'blocked' | (string & {});
    /** @description Registrations and fees of a lecture over time. */
    LectureStatistics: {
      /**
       * Format: uuid
       * @description Id of the lecture.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      interval: components['schemas']['StatisticsInterval'];
      /** @description All intervals in order, including empty ones. */
      items: components['schemas']['IntervalStatistics'][];
      total: components['schemas']['StatisticsTotal'];
      /**
       * Format: date-time
       * @description When the registrations were counted.
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
    };
    /** @description The length of an interval: 24 hours or one hour. */
    StatisticsInterval: 'day' | 'hour' | (string & {});
    /** @description The registrations of a lecture in one interval. */
    IntervalStatistics: {
      /**
       * Format: date-time
       * @description Start of the interval.
       * @example 2027-03-02T01:00:00.000Z
       */
      from: string;
      /**
       * Format: date-time
       * @description End of the interval (exclusive).
       * @example 2027-03-02T01:00:00.000Z
       */
      to: string;
      /**
       * @description Registrations that were requested.
       * @example 14
       */
      requested: number;
      /**
       * @description Registrations that were confirmed.
       * @example 12
       */
      confirmed: number;
      /**
       * @description Confirmed registrations that were canceled.
       * @example 1
       */
      canceled: number;
      /** @description Fees of the registrations that were confirmed. */
      paid: components['schemas']['TotalMoney'];
      /** @description Amount to be refunded for confirmed registrations that were canceled, by their refund schedules. */
      refunded: components['schemas']['TotalMoney'];
    };
    /** @description The sums of all intervals. */
    StatisticsTotal: {
      /**
       * @description Registrations that were requested.
       * @example 14
       */
      requested: number;
      /**
       * @description Registrations that were confirmed.
       * @example 12
       */
      confirmed: number;
      /**
       * @description Confirmed registrations that were canceled.
       * @example 1
       */
      canceled: number;
      /** @description Fees of the registrations that were confirmed. */
      paid: components['schemas']['TotalMoney'];
      /** @description Amount to be refunded for confirmed registrations that were canceled, by their refund schedules. */
      refunded: components['schemas']['TotalMoney'];
    };
    /**
     * @description The reason for a removal.
     * @example {
     *       "note": "You have not passed the entrance test."
     *     }
     */
    RemoveStudent: {
      /** @description Why the student is removed; the student reads it. */
      note: string;
    };
    /**
     * @description The reason for a rejection.
     * @example {
     *       "note": "The workshop is for members of the barista club."
     *     }
     */
    RejectRegistration: {
      /** @description Why the registration is rejected; the student reads it. */
      note: string;
    };
    /**
     * @description The reason for a refusal.
     * @example {
     *       "note": "The beans for your place are already ordered."
     *     }
     */
    RefuseCancellation: {
      /** @description Why the cancellation is refused; the student reads it. */
      note: string;
    };
    /** @description One page of a list in a stable order. */
    AuditPage: {
      /** @description The items of this page. */
      items: components['schemas']['AuditEntry'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description One act of the staff about a registration. */
    AuditEntry: {
      /**
       * Format: date-time
       * @description When it was done.
       * @example 2027-03-02T01:00:00.000Z
       */
      at: string;
      /**
       * @description Id of the account that did it.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      by: string;
      what: components['schemas']['AuditedAction'];
      /**
       * Format: uuid
       * @description Id of the registration.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /**
       * @description Id of the student.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      studentId: string;
      /** @description Why; null if no reason was required. */
      note: string | null;
    };
    /** @description What the staff did about a registration. */
    AuditedAction:
      'ACCEPTED' | 'REJECTED' | 'CANCELLATION_GRANTED' | 'CANCELLATION_REFUSED' | 'REMOVED' | (string & {});
    /** @description The seats of several lectures. */
    Availabilities: {
      /** @description In the order of the ids. */
      items: components['schemas']['Availability'][];
      /**
       * Format: date-time
       * @description The clock that decides whether registration is open.
       * @example 2027-03-02T01:00:00.000Z
       */
      serverTime?: string;
    };
    /** @description The time. */
    ServerTime: {
      /**
       * Format: date-time
       * @description The clock that decides whether registration is open.
       * @example 2027-03-02T01:00:00.000Z
       */
      serverTime: string;
    };
    /**
     * @description A new student account.
     * @example {
     *       "email": "sora@example.org",
     *       "password": "correct horse battery",
     *       "name": "Sora"
     *     }
     */
    SignUp: {
      /**
       * Format: email
       * @description An e-mail address; compared without regard to case.
       * @example mina@sugang.dev
       */
      email: string;
      /**
       * @description A password. A new password needs at least 10 characters and must not be a common password, your name or your e-mail address.
       * @example correct horse battery
       */
      password: string;
      /** @description The name that others see. It must not contain a web address. */
      name: string;
      locale?: components['schemas']['Locale'];
    };
    /**
     * @description Language tag (BCP 47), such as `ko` or `en-GB`. Messages to the account are in Korean for `ko` and `ko-…`, otherwise in English.
     * @example ko-KR
     */
    Locale: string;
    /** @description An account. */
    Account: {
      /**
       * @description Id of the account: the `sub` of its access tokens.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      id: string;
      /**
       * @description The e-mail address; null if the identity provider does not disclose it.
       * @example mina@sugang.dev
       */
      email: string | null;
      /**
       * @description The name that others see.
       * @example Mina
       */
      name: string;
      role: components['schemas']['Role'];
      locale: components['schemas']['Locale'];
      /**
       * Format: date-time
       * @description When the account was created.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /** @description False while the owner has not confirmed the e-mail address; true or absent otherwise. */
      emailVerified?: boolean;
    };
    /** @description What the account may do: a `student` registers, an `instructor` opens lectures, an `admin` manages lectures and accounts, a `service` is a client program. */
    Role: 'student' | 'instructor' | 'admin' | 'service' | (string & {});
    /** @description The token that proves access to a mailbox. */
    ConfirmEmail: {
      /** @description The token from the link in the e-mail. */
      token: string;
    };
    /**
     * @description The fields to change.
     * @example {
     *       "name": "Mina Kim"
     *     }
     */
    ChangeAccount: {
      /** @description The name that others see. It must not contain a web address. */
      name?: string;
      locale?: components['schemas']['Locale'];
    };
    /**
     * @description The credentials of an account.
     * @example {
     *       "email": "mina@sugang.dev",
     *       "password": "sugang-demo"
     *     }
     */
    Login: {
      /**
       * Format: email
       * @description An e-mail address; compared without regard to case.
       * @example mina@sugang.dev
       */
      email: string;
      /**
       * @description A password. A new password needs at least 10 characters and must not be a common password, your name or your e-mail address.
       * @example correct horse battery
       */
      password: string;
      /**
       * @description A new password, which replaces the current one and ends all other sessions. Required after 403 `PASSWORD_CHANGE_REQUIRED`.
       * @example correct horse battery
       */
      newPassword?: string;
      /**
       * @description `token` (default): the response contains the refresh token. `cookie` (for browsers): the refresh token is in an HttpOnly cookie, which scripts cannot read; send the header `X-CSRF`.
       * @enum {string}
       */
      session?: 'token' | 'cookie';
    };
    /** @description The tokens of a session. */
    Tokens: {
      /** @description A JWT; send it as `Authorization: Bearer …`. */
      accessToken: string;
      /**
       * @description The authentication scheme.
       * @constant
       */
      tokenType: 'Bearer';
      /** @description Lifetime of the access token in seconds. */
      expiresIn: number;
      /** @description Exchange it for new tokens; valid for one use within 30 days. Absent if the session is in a cookie. */
      refreshToken?: string;
      /** @description The account that signed in. */
      account: components['schemas']['Account'];
    };
    /** @description A refresh token, unless it is in the session cookie. */
    RefreshToken: {
      /** @description The refresh token from the last login or refresh. Omit it if the session is in a cookie. */
      refreshToken?: string;
    };
    /** @description One page of a list in a stable order. */
    AccountSessionPage: {
      /** @description The items of this page. */
      items: components['schemas']['AccountSession'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description A session: one login and its refreshes. */
    AccountSession: {
      /**
       * Format: uuid
       * @description Id of the session.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /** @description When you signed in; null if an earlier release did not record it. */
      startedAt: string | null;
      /** @description When the session was started or last refreshed. */
      lastUsedAt: string | null;
      /**
       * Format: date-time
       * @description When the session ends unless it is refreshed.
       * @example 2027-03-02T01:00:00.000Z
       */
      expiresAt: string;
      /**
       * @description `User-Agent` of the login, at most 255 characters.
       * @example Mozilla/5.0 (Macintosh)
       */
      userAgent: string | null;
      /** @description Whether the access token of this request belongs to the session. */
      current: boolean;
    };
    /**
     * @description The current password and a new one.
     * @example {
     *       "currentPassword": "correct horse battery",
     *       "password": "staple battery horse"
     *     }
     */
    ChangePassword: {
      /**
       * @description A password. A new password needs at least 10 characters and must not be a common password, your name or your e-mail address.
       * @example correct horse battery
       */
      currentPassword: string;
      /**
       * @description The new password.
       * @example correct horse battery
       */
      password: string;
    };
    /** @description The e-mail address of the account. */
    RequestPasswordReset: {
      /**
       * Format: email
       * @description An e-mail address; compared without regard to case.
       * @example mina@sugang.dev
       */
      email: string;
    };
    /** @description The token from the e-mail, and a new password. */
    ConfirmPasswordReset: {
      /** @description The token from the e-mail. */
      token: string;
      /**
       * @description The new password.
       * @example correct horse battery
       */
      password: string;
    };
    /**
     * @description A new e-mail address, and your current password.
     * @example {
     *       "email": "mina.kim@example.org",
     *       "password": "correct horse battery"
     *     }
     */
    ChangeEmail: {
      /**
       * Format: email
       * @description The new e-mail address.
       * @example mina@sugang.dev
       */
      email: string;
      /**
       * @description Your current password.
       * @example correct horse battery
       */
      password: string;
    };
    /**
     * @description A new account of any role.
     * @example {
     *       "email": "lee@example.org",
     *       "password": "correct horse battery",
     *       "name": "Dr. Lee",
     *       "role": "instructor"
     *     }
     */
    CreateAccount: {
      /**
       * Format: email
       * @description An e-mail address; compared without regard to case.
       * @example mina@sugang.dev
       */
      email: string;
      /**
       * @description The first password. The owner must replace it unless `passwordChangeRequired` is false.
       * @example correct horse battery
       */
      password: string;
      /** @description The name that others see. It must not contain a web address. */
      name: string;
      /**
       * @description The role of the account.
       * @enum {string}
       */
      role: 'student' | 'instructor' | 'admin';
      locale?: components['schemas']['Locale'];
      /** @description Whether the owner must replace the password at the first login; true if absent. */
      passwordChangeRequired?: boolean;
    };
    /** @description An account, as admins see it. */
    AdminAccount: {
      /**
       * @description Id of the account: the `sub` of its access tokens.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      id: string;
      /**
       * @description The e-mail address; null if the identity provider does not disclose it.
       * @example mina@sugang.dev
       */
      email: string | null;
      /**
       * @description The name that others see.
       * @example Mina
       */
      name: string;
      role: components['schemas']['Role'];
      locale: components['schemas']['Locale'];
      /**
       * Format: date-time
       * @description When the account was created.
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /** @description False while the owner has not confirmed the e-mail address; true or absent otherwise. */
      emailVerified?: boolean;
      /** @description Whether the account cannot sign in. */
      disabled: boolean;
      /** @description Whether the owner must replace the password at the next login. */
      passwordChangeRequired: boolean;
      /** @description Incremented by every change; the ETag is this number in quotes. */
      version: number;
    };
    /** @description One page of a list in a stable order. */
    AdminAccountPage: {
      /** @description The items of this page. */
      items: components['schemas']['AdminAccount'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /**
     * @description The fields to change.
     * @example {
     *       "role": "instructor"
     *     }
     */
    AdministerAccount: {
      /** @description The name that others see. It must not contain a web address. */
      name?: string;
      /**
       * @description A new role takes effect with the next refresh of the access token, after at most 15 minutes.
       * @enum {string}
       */
      role?: 'student' | 'instructor' | 'admin';
      locale?: components['schemas']['Locale'];
      /** @description `true` ends all sessions and rejects logins. Access tokens remain valid for at most 15 minutes. */
      disabled?: boolean;
    };
    /** @description A JSON Web Key Set (RFC 7517). */
    JsonWebKeySet: {
      /** @description The keys in use, and those about to be used. */
      keys: {
        /** @description Id of the key: the `kid` in the header of an access token. */
        kid: string;
        /**
         * @description Key type.
         * @constant
         */
        kty: 'OKP';
        /**
         * @description Curve.
         * @constant
         */
        crv: 'Ed25519';
        /** @description The public key, in base64url. */
        x: string;
        /**
         * @description Signature algorithm.
         * @constant
         */
        alg: 'EdDSA';
        /**
         * @description For signatures.
         * @constant
         */
        use: 'sig';
      }[];
    };
    /** @description The metadata of the token issuer. */
    Discovery: {
      /**
       * @description The `iss` of access tokens.
       * @example http://localhost:8080
       */
      issuer: string;
      /**
       * @description URL of the public keys.
       * @example http://localhost:8080/.well-known/jwks.json
       */
      jwks_uri: string;
      /**
       * @description URL at which client programs request tokens.
       * @example http://localhost:8080/oauth/token
       */
      token_endpoint: string;
      /** @description How client programs authenticate there. */
      token_endpoint_auth_methods_supported: string[];
      /** @description OAuth 2.0 grants. */
      grant_types_supported: string[];
      /** @description Every client gets the same `sub`. */
      subject_types_supported: string[];
      /** @description Signature algorithms. */
      id_token_signing_alg_values_supported: string[];
      /** @description Claims of access tokens. */
      claims_supported: string[];
    };
    /** @description Parked messages, the oldest first. */
    ParkedMessageList: {
      /** @description The oldest parked messages, at most 100. */
      items: components['schemas']['ParkedMessage'][];
      /** @description Whether these are all parked messages. */
      complete: boolean;
    };
    /** @description A message that could not be consumed and waits for an operator. */
    ParkedMessage: {
      /**
       * @description Id of the parked message.
       * @example mypage:0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * @description The consumer that could not process it.
       * @example mypage
       */
      consumer: string;
      /**
       * @description Its routing key.
       * @example registration.confirmed.v1
       */
      routingKey: string;
      /** @description Failed attempts to process it. */
      attempts: number;
      /** @description Why the last attempt failed. */
      reason: string;
      /**
       * Format: date-time
       * @description When it was parked.
       * @example 2027-03-02T01:00:00.000Z
       */
      parkedAt: string;
    };
    /** @description A parked message with its content. */
    ShownParkedMessage: {
      /**
       * @description Id of the parked message.
       * @example mypage:0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * @description The consumer that could not process it.
       * @example mypage
       */
      consumer: string;
      /**
       * @description Its routing key.
       * @example registration.confirmed.v1
       */
      routingKey: string;
      /** @description Failed attempts to process it. */
      attempts: number;
      /** @description Why the last attempt failed. */
      reason: string;
      /**
       * Format: date-time
       * @description When it was parked.
       * @example 2027-03-02T01:00:00.000Z
       */
      parkedAt: string;
      /** @description Its headers. */
      headers: {
        [key: string]: string;
      };
      /** @description Its content, which may contain personal data. */
      body: string;
    };
    /**
     * @description Why an operator acts.
     * @example {
     *       "reason": "The fault is corrected in release 1.4."
     *     }
     */
    OperatorReason: {
      /** @description Why, for the audit log. */
      reason: string;
    };
    /** @description One page of a list in a stable order. */
    OperatorActionPage: {
      /** @description The items of this page. */
      items: components['schemas']['OperatorAction'][];
      /** @description The opaque `cursor` of the next page; null on the last page. */
      next: string | null;
    };
    /** @description An entry of the audit log. */
    OperatorAction: {
      /**
       * Format: uuid
       * @description Id of the entry.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: date-time
       * @description When the action began.
       * @example 2027-03-02T01:00:00.000Z
       */
      at: string;
      /**
       * @description Id of the account that acted.
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02
       */
      adminId: string;
      /**
       * @description Its name at that time.
       * @example Admin
       */
      adminName: string;
      action: components['schemas']['OperatorActionName'];
      /** @description What it concerned: the id of the parked message or account, or the simulated provider. */
      subject: string;
      /** @description Why; null where the action asks for no reason. */
      reason: string | null;
      /** @description What was changed, by field. */
      details: {
        [key: string]: unknown;
      };
      outcome: components['schemas']['OperatorActionOutcome'];
    };
    /** @description What an operator did. */
    OperatorActionName:
      | 'PARKED_MESSAGE_SHOWN'
      | 'PARKED_MESSAGE_REPLAYED'
      | 'PARKED_MESSAGE_DROPPED'
      | 'SIMULATED_PROVIDER_CHANGED'
      | 'ACCOUNT_CREATED'
      | 'ACCOUNT_CHANGED'
      | (string & {});
    /** @description `STARTED`: recorded before the action; if it remains, the process ended during the action, which may have taken effect. `DONE`: it took effect. `FAILED`: it was refused or failed. */
    OperatorActionOutcome: 'STARTED' | 'DONE' | 'FAILED' | (string & {});
    /** @description How the simulated payment provider behaves. */
    SimulatedProvider: {
      /** @description How long a call takes: a random duration in this range. */
      latency: {
        /** @description Shortest duration in milliseconds. */
        fromMs: number;
        /** @description Longest duration in milliseconds. */
        toMs: number;
      };
      /** @description Share of the calls that fail. */
      failureRate: number;
      /** @description Whether every call fails at once. */
      down: boolean;
    };
    /**
     * @description How the simulated payment provider behaves from now on, until the next start.
     * @example {
     *       "latency": {
     *         "fromMs": 2000,
     *         "toMs": 2000
     *       },
     *       "failureRate": 0,
     *       "down": false,
     *       "reason": "Demonstration of the circuit breaker."
     *     }
     */
    ChangeSimulatedProvider: {
      /** @description How long a call takes: a random duration in this range. */
      latency: {
        /** @description Shortest duration in milliseconds. */
        fromMs: number;
        /** @description Longest duration in milliseconds. */
        toMs: number;
      };
      /** @description Share of the calls that fail. */
      failureRate: number;
      /** @description Whether every call fails at once. */
      down: boolean;
      /** @description Why, for the audit log. */
      reason: string;
    };
  };
  responses: {
    /** @description `INVALID_REQUEST`: Invalid request. */
    INVALID_REQUEST: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'INVALID_REQUEST' | (string & {});
        };
      };
    };
    /** @description `UNAUTHENTICATED`: Unauthenticated. */
    UNAUTHENTICATED: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'UNAUTHENTICATED' | (string & {});
        };
      };
    };
    /** @description `FORBIDDEN`: Forbidden. */
    FORBIDDEN: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'FORBIDDEN' | (string & {});
        };
      };
    };
    /** @description `NOT_FOUND`: Not found. */
    NOT_FOUND: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'NOT_FOUND' | (string & {});
        };
      };
    };
    /** @description `REQUEST_TIMEOUT`: Request timeout. */
    REQUEST_TIMEOUT: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'REQUEST_TIMEOUT' | (string & {});
        };
      };
    };
    /** @description `PAYLOAD_TOO_LARGE`: Payload too large. */
    PAYLOAD_TOO_LARGE: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'PAYLOAD_TOO_LARGE' | (string & {});
        };
      };
    };
    /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type. */
    UNSUPPORTED_MEDIA_TYPE: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'UNSUPPORTED_MEDIA_TYPE' | (string & {});
        };
      };
    };
    /** @description `RATE_LIMITED`: Rate limited. */
    RATE_LIMITED: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'RATE_LIMITED' | (string & {});
        };
      };
    };
    /** @description `HEADERS_TOO_LARGE`: Headers too large. */
    HEADERS_TOO_LARGE: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'HEADERS_TOO_LARGE' | (string & {});
        };
      };
    };
    /** @description `INTERNAL`: Internal error. */
    INTERNAL: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'INTERNAL' | (string & {});
        };
      };
    };
    /** @description `UNAVAILABLE`: Temporarily unavailable. */
    UNAVAILABLE: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'UNAVAILABLE' | (string & {});
        };
      };
    };
    /** @description `REQUEST_IN_PROGRESS`: Request in progress. */
    REQUEST_IN_PROGRESS: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'REQUEST_IN_PROGRESS' | (string & {});
        };
      };
    };
    /** @description `PRECONDITION_FAILED`: Precondition failed. */
    PRECONDITION_FAILED: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'PRECONDITION_FAILED' | (string & {});
        };
      };
    };
    /** @description `IDEMPOTENCY_KEY_REUSED`: Idempotency key reused. */
    IDEMPOTENCY_KEY_REUSED: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'IDEMPOTENCY_KEY_REUSED' | (string & {});
        };
      };
    };
    /** @description `PRECONDITION_REQUIRED`: Precondition required. */
    PRECONDITION_REQUIRED: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'X-Correlation-Id': components['headers']['X-Correlation-Id'];
        traceparent: components['headers']['traceparent'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'] & {
          /** @description The codes of this response. Codes are added within this version. */
          code?: 'PRECONDITION_REQUIRED' | (string & {});
        };
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /**
     * @description The language of `title` and `detail`: the `Accept-Language` that you prefer, `en` or `ko`.
     * @example en
     */
    'Content-Language': string;
    /**
     * @description What is left of each limit (`r`), and in how many seconds it is renewed (`t`).
     * @example "account";r=599;t=60
     */
    RateLimit: string;
    /**
     * @description The limits that apply: `q` requests in `w` seconds.
     * @example "account";q=600;w=60
     */
    'RateLimit-Policy': string;
    /**
     * @description Seconds to wait before the next try.
     * @example 2
     */
    'Retry-After': number;
    /**
     * @description The authentication scheme, and whether the token was refused.
     * @example Bearer realm="sugang"
     */
    'WWW-Authenticate': string;
    /**
     * @description Your `X-Correlation-Id`, or a new one. Every log line of the request has it.
     * @example minas-try
     */
    'X-Correlation-Id': string;
    /**
     * @description The trace of the request (W3C).
     * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
     */
    traceparent: string;
    /**
     * @description `true`: the stored response to an earlier request with this `Idempotency-Key`. Absent otherwise.
     * @example true
     */
    'Idempotency-Replayed': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'myPage.myPage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Counts by status, the total paid and the upcoming lectures. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'myPage.registrations': {
    parameters: {
      query?: {
        /** @description Only registrations for this lecture. */
        lectureId?: string;
        /** @description Only registrations with this status. */
        status?: 'AWAITING_PAYMENT' | 'AWAITING_APPROVAL' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your registrations with lecture and payment, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'myPage.registration': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One registration with lecture, payment and timeline. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewDocument'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'stream.stream': {
    parameters: {
      query?: {
        /** @description The `ticket` from `POST /api/v1/mypage/stream-tickets`, instead of an access token. */
        ticket?: string;
        /** @description The `Last-Event-ID` for a new `EventSource`, which cannot send headers. The header takes precedence. */
        lastEventId?: string;
      };
      header?: {
        /** @description Id of the last event received: the stream continues after it. */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description `event: registration` with the view document as `data` for each change; a comment every 15 s. `event: reset`: more has changed than the stream sends, so read the list again. `event: replaced`: you have opened more streams than allowed, so this one, the oldest, ends. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['ViewDocument'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'streamTickets.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket. It cannot be read again. */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StreamTicket'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectureCancellations.showCancellation': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Students, places, payments and refunds. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LectureCancellation'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'operations.listServices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The services. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceReports'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'operations.listRecentEvents': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Recent events, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecentEventPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'notifications.list': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One item per message and channel, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'notifications.markRead': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MarkNotificationsRead'];
      };
    };
    responses: {
      /** @description The number of messages that are still unread. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UnreadNotifications'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'preferences.show': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The chosen channels, and the addresses for them. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'preferences.choose': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChooseNotifications'];
      };
    };
    responses: {
      /** @description The saved preferences. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'staffNotifications.list': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One item per message and channel, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StaffNotificationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'staffNotifications.markStaffNotificationsRead': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MarkNotificationsRead'];
      };
    };
    responses: {
      /** @description The number of messages that are still unread. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UnreadNotifications'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'staffNotifications.listChannels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The offered channels. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferedChannels'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'staffNotifications.showStaffPreferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The chosen channels, and the addresses for them. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'staffNotifications.chooseStaffPreferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChooseNotifications'];
      };
    };
    responses: {
      /** @description The saved preferences. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectures.list': {
    parameters: {
      query?: {
        /** @description Part of the title, the description or the instructor's name; case-insensitive. */
        q?: string;
        /** @description A category; case-insensitive. */
        category?: string;
        /** @description One or more statuses, separated by commas. If absent: `OPEN`, or with `ids` every status. */
        status?: ('OPEN' | 'CLOSED' | 'CANCELED')[];
        /** @description Lectures of this instructor. */
        instructorId?: string;
        /** @description Ids of lectures, separated by commas. Unknown ids are ignored. */
        ids?: string[];
        /** @description Lectures whose first session starts at this time or later. */
        from?: string;
        /** @description Lectures whose first session starts before this time. */
        to?: string;
        /** @description `true`: lectures without a fee. */
        free?: boolean;
        /** @description Lectures whose registration opens before this time, including those without an opening time. */
        opensBefore?: string;
        /** @description `true`: lectures with a free place, by the count of enrolled places, which may lag by a moment. */
        hasPlaces?: boolean;
        /** @description Lectures with at most this fee, in won. */
        feeMax?: number;
        /** @description The order; `-` means descending. `startsAt` is the first session. A cursor belongs to one order. */
        sort?: 'createdAt' | '-createdAt' | 'startsAt' | '-startsAt' | 'title' | '-title' | 'fee' | '-fee';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of lectures. */
      200: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description A weak tag of the content, including derived counts.
           * @example W/"b7d1f0"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LecturePage'];
        };
      };
      /** @description The page that you have is still current. */
      304: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description A weak tag of the content, including derived counts.
           * @example W/"b7d1f0"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectures.facets': {
    parameters: {
      query?: {
        /** @description Part of the title, the description or the instructor's name; case-insensitive. */
        q?: string;
        /** @description A category; case-insensitive. */
        category?: string;
        /** @description One or more statuses, separated by commas. If absent: `OPEN`, or with `ids` every status. */
        status?: ('OPEN' | 'CLOSED' | 'CANCELED')[];
        /** @description Lectures of this instructor. */
        instructorId?: string;
        /** @description Ids of lectures, separated by commas. Unknown ids are ignored. */
        ids?: string[];
        /** @description Lectures whose first session starts at this time or later. */
        from?: string;
        /** @description Lectures whose first session starts before this time. */
        to?: string;
        /** @description `true`: lectures without a fee. */
        free?: boolean;
        /** @description Lectures whose registration opens before this time, including those without an opening time. */
        opensBefore?: string;
        /** @description `true`: lectures with a free place, by the count of enrolled places, which may lag by a moment. */
        hasPlaces?: boolean;
        /** @description Lectures with at most this fee, in won. */
        feeMax?: number;
      };
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Values to filter by, with counts. */
      200: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description A weak tag of the content, including derived counts.
           * @example W/"b7d1f0"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LectureFacets'];
        };
      };
      /** @description The counts that you have are still current. */
      304: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description A weak tag of the content, including derived counts.
           * @example W/"b7d1f0"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectures.find': {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The lecture. */
      200: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description The version of the lecture, for `If-Match`; `enrolled` is not part of it.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      /** @description The lecture that you have is still current. */
      304: {
        headers: {
          /**
           * @description Caches may store it, but must check whether it is still current.
           * @example public, no-cache
           */
          'Cache-Control'?: string;
          /**
           * @description The version of the lecture, for `If-Match`; `enrolled` is not part of it.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.list': {
    parameters: {
      query?: {
        /** @description Part of the title, the description or the instructor's name; case-insensitive. */
        q?: string;
        /** @description A category; case-insensitive. */
        category?: string;
        /** @description One or more statuses, separated by commas. If absent: `OPEN`, or with `ids` every status. */
        status?: ('OPEN' | 'CLOSED' | 'CANCELED')[];
        /** @description Lectures of this instructor. */
        instructorId?: string;
        /** @description Ids of lectures, separated by commas. Unknown ids are ignored. */
        ids?: string[];
        /** @description Lectures whose first session starts at this time or later. */
        from?: string;
        /** @description Lectures whose first session starts before this time. */
        to?: string;
        /** @description `true`: lectures without a fee. */
        free?: boolean;
        /** @description Lectures whose registration opens before this time, including those without an opening time. */
        opensBefore?: string;
        /** @description `true`: lectures with a free place, by the count of enrolled places, which may lag by a moment. */
        hasPlaces?: boolean;
        /** @description Lectures with at most this fee, in won. */
        feeMax?: number;
        /** @description The order; `-` means descending. `startsAt` is the first session. A cursor belongs to one order. */
        sort?: 'createdAt' | '-createdAt' | 'startsAt' | '-startsAt' | 'title' | '-title' | 'fee' | '-fee';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of lectures, and how many there are in total. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminLecturePage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.open': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OpenLecture'];
      };
    };
    responses: {
      /** @description The new lecture. */
      201: {
        headers: {
          /**
           * @description URL of the lecture.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          /**
           * @description The version of the lecture, for If-Match.
           * @example "3"
           */
          ETag?: string;
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `CAPACITY_FROM_SEATS`: Capacity from seats. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'CAPACITY_FROM_SEATS' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`: Idempotency key reused. `INSTRUCTOR_UNKNOWN`: Instructor unknown. `INVALID_PERIOD`: Invalid period. `TIERS_NOT_ASCENDING`: Tiers not ascending. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?:
              | 'IDEMPOTENCY_KEY_REUSED'
              | 'INSTRUCTOR_UNKNOWN'
              | 'INVALID_PERIOD'
              | 'TIERS_NOT_ASCENDING'
              | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The lecture. */
      200: {
        headers: {
          /**
           * @description The version of the lecture, for If-Match.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.change': {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag that the lecture was read with. */
        'If-Match'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeLecture'];
        'application/merge-patch+json': components['schemas']['ChangeLecture'];
      };
    };
    responses: {
      /** @description The lecture after the change. */
      200: {
        headers: {
          /**
           * @description The version of the lecture, for If-Match.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `LECTURE_NOT_OPEN`: Lecture not open. `CAPACITY_BELOW_ENROLLED`: Capacity below enrollment. `ALREADY_PUBLISHED`: Already published. `CAPACITY_FROM_SEATS`: Capacity from seats. `SEATS_TAKEN`: Seats taken. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?:
              | 'LECTURE_NOT_OPEN'
              | 'CAPACITY_BELOW_ENROLLED'
              | 'ALREADY_PUBLISHED'
              | 'CAPACITY_FROM_SEATS'
              | 'SEATS_TAKEN'
              | (string & {});
          };
        };
      };
      412: components['responses']['PRECONDITION_FAILED'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `INVALID_PERIOD`: Invalid period. `TIERS_NOT_ASCENDING`: Tiers not ascending. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'INVALID_PERIOD' | 'TIERS_NOT_ASCENDING' | (string & {});
          };
        };
      };
      428: components['responses']['PRECONDITION_REQUIRED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.cancel': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CancelLecture'];
      };
    };
    responses: {
      /** @description The lecture was already canceled. */
      200: {
        headers: {
          /**
           * @description The version of the lecture, for If-Match.
           * @example "3"
           */
          ETag?: string;
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      /** @description The lecture is canceled; its registrations follow. */
      202: {
        headers: {
          /**
           * @description The version of the lecture, for If-Match.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `LECTURE_NOT_OPEN`: Lecture not open. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'LECTURE_NOT_OPEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.announce': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Announce'];
      };
    };
    responses: {
      /** @description The message has been accepted and is delivered in the background. */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Announcement'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `LECTURE_NOT_OPEN`: Lecture not open. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'LECTURE_NOT_OPEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'roster.show': {
    parameters: {
      query?: {
        /** @description `CONFIRMED`: the enrolled students. `AWAITING_APPROVAL`, `CANCEL_REQUESTED`: those who await your decision, the earliest deadline first. */
        status?: 'CONFIRMED' | 'AWAITING_APPROVAL' | 'CANCEL_REQUESTED';
        /** @description Part of the student's name or e-mail address; case-insensitive. */
        q?: string;
        /** @description Columns of the CSV file. `all` adds `places`, `seats` and `participants`. */
        columns?: 'all';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: {
        /** @description text/csv for the whole roster as a file. */
        Accept?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the roster. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'roster.download': {
    parameters: {
      query?: {
        /** @description Part of the student's name or e-mail address; case-insensitive. */
        q?: string;
        /** @description Columns of the CSV file. `all` adds `places`, `seats` and `participants`. */
        columns?: 'all';
      };
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole roster. */
      200: {
        headers: {
          /** @description The name of the file. */
          'Content-Disposition'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'roster.link': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateRosterLink'];
      };
    };
    responses: {
      /** @description The link. */
      201: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterLink'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'rosterFile.download': {
    parameters: {
      query: {
        /** @description The signature in the link. */
        token: string;
      };
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole roster, streamed. */
      200: {
        headers: {
          /** @description The name of the file. */
          'Content-Disposition'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `LINK_INVALID`: Link invalid. */
      403: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'LINK_INVALID' | (string & {});
          };
        };
      };
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'payments.list': {
    parameters: {
      query?: {
        /** @description Only payments of this registration. */
        registrationId?: string;
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your payments, or all payments for an admin, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'payments.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the payment. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payment. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentDetails'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.list': {
    parameters: {
      query?: {
        /** @description Only registrations for this lecture. */
        lectureId?: string;
        /** @description Only registrations with this status. */
        status?: 'AWAITING_PAYMENT' | 'AWAITING_APPROVAL' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your registrations, newest first. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegistrationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.register': {
    parameters: {
      query?: never;
      header: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Register'];
      };
    };
    responses: {
      /** @description Paid, or free of charge: the student is enrolled. */
      201: {
        headers: {
          /**
           * @description URL of the registration.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      /** @description The seat is held: the payment has no outcome yet (`AWAITING_PAYMENT`), or the staff decides (`AWAITING_APPROVAL`). Read the registration again later. */
      202: {
        headers: {
          /**
           * @description URL of the registration.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          /**
           * @description Seconds to wait.
           * @example 2
           */
          'Retry-After'?: number;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeferredRegistration'];
        };
      };
      /** @description `INVALID_REQUEST`: Invalid request. `IDEMPOTENCY_KEY_REQUIRED`: Idempotency key required. */
      400: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'INVALID_REQUEST' | 'IDEMPOTENCY_KEY_REQUIRED' | (string & {});
          };
        };
      };
      401: components['responses']['UNAUTHENTICATED'];
      /** @description `PAYMENT_DECLINED`: Payment declined. */
      402: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'PAYMENT_DECLINED' | (string & {});
          };
        };
      };
      /** @description `FORBIDDEN`: Forbidden. `EMAIL_UNVERIFIED`: E-mail address not verified. */
      403: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'FORBIDDEN' | 'EMAIL_UNVERIFIED' | (string & {});
          };
        };
      };
      /** @description `LECTURE_UNKNOWN`: Lecture unknown. */
      404: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'LECTURE_UNKNOWN' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `ALREADY_REGISTERED`: Already registered. `LECTURE_NOT_OPEN`: Lecture not open. `FEE_CHANGED`: Fee changed. `TOO_MANY_HOLDS`: Too many holds. `LECTURE_FULL`: Lecture full. `NOT_OPEN_YET`: Registration not open yet. `REGISTRATION_CLOSED`: Registration closed. `TOO_MANY_PLACES`: Too many places. `SEAT_TAKEN`: Seat taken. `HOLD_EXPIRED`: Hold expired. `REGISTRATION_OVER`: Registration ended. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?:
              | 'REQUEST_IN_PROGRESS'
              | 'ALREADY_REGISTERED'
              | 'LECTURE_NOT_OPEN'
              | 'FEE_CHANGED'
              | 'TOO_MANY_HOLDS'
              | 'LECTURE_FULL'
              | 'NOT_OPEN_YET'
              | 'REGISTRATION_CLOSED'
              | 'TOO_MANY_PLACES'
              | 'SEAT_TAKEN'
              | 'HOLD_EXPIRED'
              | 'REGISTRATION_OVER'
              | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.pay': {
    parameters: {
      query?: never;
      header: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key': string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PaymentMethod'];
      };
    };
    responses: {
      /** @description Paid: the student is enrolled. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      /** @description The seat is held: the payment has no outcome yet (`AWAITING_PAYMENT`), or the staff decides (`AWAITING_APPROVAL`). Read the registration again later. */
      202: {
        headers: {
          /**
           * @description URL of the registration.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          /**
           * @description Seconds to wait.
           * @example 2
           */
          'Retry-After'?: number;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeferredRegistration'];
        };
      };
      /** @description `INVALID_REQUEST`: Invalid request. `IDEMPOTENCY_KEY_REQUIRED`: Idempotency key required. */
      400: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'INVALID_REQUEST' | 'IDEMPOTENCY_KEY_REQUIRED' | (string & {});
          };
        };
      };
      401: components['responses']['UNAUTHENTICATED'];
      /** @description `PAYMENT_DECLINED`: Payment declined. */
      402: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'PAYMENT_DECLINED' | (string & {});
          };
        };
      };
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `HOLD_EXPIRED`: Hold expired. `NOT_AWAITING_PAYMENT`: Not awaiting payment. `REGISTRATION_OVER`: Registration ended. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?:
              'REQUEST_IN_PROGRESS' | 'HOLD_EXPIRED' | 'NOT_AWAITING_PAYMENT' | 'REGISTRATION_OVER' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.cancel': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CancelRegistration'];
      };
    };
    responses: {
      /** @description Canceled; a refund follows automatically. Repeating the request is safe. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      /** @description The staff had accepted the registration, and decides on the request by `cancelRequest.decideBy`. */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `REGISTRATION_OVER`: Registration ended. `CANCEL_TOO_LATE`: Too late to cancel. `CANCEL_REFUSED`: Cancellation refused. `REFUND_CHANGED`: Refund changed. `PLACES_UNKNOWN`: Places unknown. `WHOLE_REGISTRATION_ONLY`: Whole registration only. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?:
              | 'REQUEST_IN_PROGRESS'
              | 'REGISTRATION_OVER'
              | 'CANCEL_TOO_LATE'
              | 'CANCEL_REFUSED'
              | 'REFUND_CHANGED'
              | 'PLACES_UNKNOWN'
              | 'WHOLE_REGISTRATION_ONLY'
              | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.quote': {
    parameters: {
      query?: {
        /** @description Numbers of the places to cancel, separated by commas; all if absent. */
        places?: number[];
      };
      header?: never;
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refund at this moment. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundQuote'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REGISTRATION_OVER`: Registration ended. `CANCEL_TOO_LATE`: Too late to cancel. `PLACES_UNKNOWN`: Places unknown. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REGISTRATION_OVER' | 'CANCEL_TOO_LATE' | 'PLACES_UNKNOWN' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One of your registrations. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'places.change': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Number of the place. */
        no: number;
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePlace'];
      };
    };
    responses: {
      /** @description The registration after the change. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      /** @description `NOT_FOUND`: Not found. `NO_SEATS`: No numbered seats. `LECTURE_UNKNOWN`: Lecture unknown. */
      404: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'NOT_FOUND' | 'NO_SEATS' | 'LECTURE_UNKNOWN' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `SEAT_TAKEN`: Seat taken. `SEAT_OTHER_FEE`: Seat has a different fee. `PLACES_UNKNOWN`: Places unknown. `REGISTRATION_OVER`: Registration ended. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'SEAT_TAKEN' | 'SEAT_OTHER_FEE' | 'PLACES_UNKNOWN' | 'REGISTRATION_OVER' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'seats.map': {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every seat and whether it is free. */
      200: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Clients may use the response for one second.
           * @example private, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SeatMap'];
        };
      };
      /** @description Your copy is still current. */
      304: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Clients may use the response for one second.
           * @example private, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `NOT_FOUND`: Not found. `LECTURE_UNKNOWN`: Lecture unknown. `NO_SEATS`: No numbered seats. */
      404: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'NOT_FOUND' | 'LECTURE_UNKNOWN' | 'NO_SEATS' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminRegistrations.list': {
    parameters: {
      query?: {
        /** @description Only registrations with this status. */
        status?: 'AWAITING_PAYMENT' | 'AWAITING_APPROVAL' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of registrations. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegistrationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminRegistrations.statistics': {
    parameters: {
      query?: {
        /** @description Start of the first interval; `2027-03-01T00:00:00+09:00` counts by Korean days. Requires `to`. */
        from?: string;
        /** @description End of the last interval, at most 400 intervals after `from`. Without both, the response contains the last 30 intervals. */
        to?: string;
        /** @description The length of an interval. */
        interval?: 'day' | 'hour';
      };
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts of each interval. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LectureStatistics'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminRegistrations.remove': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RemoveStudent'];
      };
    };
    responses: {
      /** @description Canceled. Repeating the request is safe. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `NOT_CONFIRMED`: Not confirmed. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'NOT_CONFIRMED' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'decisions.acceptRegistration': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Confirmed. Repeating the request is safe. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `NOT_AWAITING_APPROVAL`: Not awaiting approval. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'NOT_AWAITING_APPROVAL' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'decisions.rejectRegistration': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RejectRegistration'];
      };
    };
    responses: {
      /** @description Canceled. Repeating the request is safe. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `NOT_AWAITING_APPROVAL`: Not awaiting approval. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'NOT_AWAITING_APPROVAL' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'decisions.grantCancellation': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Canceled; a refund follows automatically. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `NO_CANCEL_REQUEST`: No cancel request. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'NO_CANCEL_REQUEST' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'decisions.refuseCancellation': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description Id of the registration. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefuseCancellation'];
      };
    };
    responses: {
      /** @description Still confirmed, with the refusal in `cancelRequest`. */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `NO_CANCEL_REQUEST`: No cancel request. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'NO_CANCEL_REQUEST' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'decisions.listAudit': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who did what, when and why. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'availability.list': {
    parameters: {
      query: {
        /** @description 1 to 100 lectures, separated by commas. */
        lectureIds: string[];
      };
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The seats of these lectures, in the order of the ids. Unknown lectures are absent. */
      200: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Caches may serve the response for one second.
           * @example public, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Availabilities'];
        };
      };
      /** @description Your copy is still current. */
      304: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Caches may serve the response for one second.
           * @example public, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'availability.find': {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that you have: the response is 304 without a body if it is still current. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The held, taken and available seats of the lecture, and its registration period. */
      200: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Caches may serve the response for one second.
           * @example public, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Availability'];
        };
      };
      /** @description Your copy is still current. */
      304: {
        headers: {
          /**
           * @description A weak tag of the content.
           * @example W/"c4e8a2"
           */
          ETag?: string;
          /**
           * @description Caches may serve the response for one second.
           * @example public, max-age=1
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `NOT_FOUND`: Not found. `LECTURE_UNKNOWN`: Lecture unknown. */
      404: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'NOT_FOUND' | 'LECTURE_UNKNOWN' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'availability.time': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The time. */
      200: {
        headers: {
          /** @description Never stored. */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServerTime'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'availabilityStream.follow': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the lecture. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description `event: availability` with the seats as `data`, immediately and after each change; a comment every 15 s. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['Availability'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `NOT_FOUND`: Not found. `LECTURE_UNKNOWN`: Lecture unknown. */
      404: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'NOT_FOUND' | 'LECTURE_UNKNOWN' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.signUp': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignUp'];
      };
    };
    responses: {
      /** @description The new student account. */
      201: {
        headers: {
          /**
           * @description The URL of the account.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `EMAIL_TAKEN`: E-mail address taken. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'EMAIL_TAKEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`: Idempotency key reused. `WEAK_PASSWORD`: Weak password. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'IDEMPOTENCY_KEY_REUSED' | 'WEAK_PASSWORD' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.requestEmailVerification': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A new verification e-mail is sent, unless the address is already verified. */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.confirmEmail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmEmail'];
      };
    };
    responses: {
      /** @description The e-mail address is verified. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `TOKEN_INVALID`: Token invalid. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'TOKEN_INVALID' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.showMyAccount': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your account. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.changeMyAccount': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeAccount'];
        'application/merge-patch+json': components['schemas']['ChangeAccount'];
      };
    };
    responses: {
      /** @description Your account after the change. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.logIn': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie, because a form on another site cannot set this header. */
        'X-CSRF'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Login'];
      };
    };
    responses: {
      /** @description An access token for 15 minutes and a refresh token for 30 days. */
      200: {
        headers: {
          /** @description The refresh token, for a session in a cookie. */
          'Set-Cookie'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `BAD_CREDENTIALS`: Bad credentials. */
      401: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'WWW-Authenticate': components['headers']['WWW-Authenticate'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'BAD_CREDENTIALS' | (string & {});
          };
        };
      };
      /** @description `ACCOUNT_DISABLED`: Account disabled. `PASSWORD_CHANGE_REQUIRED`: Password change required. `CSRF_CHECK_FAILED`: CSRF check failed. */
      403: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'ACCOUNT_DISABLED' | 'PASSWORD_CHANGE_REQUIRED' | 'CSRF_CHECK_FAILED' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `WEAK_PASSWORD`: Weak password. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'WEAK_PASSWORD' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.refresh': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie, because a form on another site cannot set this header. */
        'X-CSRF'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RefreshToken'];
      };
    };
    responses: {
      /** @description New tokens. A retry with the same refresh token within 20 seconds returns the same new one; later reuse ends the session. */
      200: {
        headers: {
          /** @description The refresh token, for a session in a cookie. */
          'Set-Cookie'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `REFRESH_TOKEN_INVALID`: Refresh token invalid. */
      401: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'WWW-Authenticate': components['headers']['WWW-Authenticate'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REFRESH_TOKEN_INVALID' | (string & {});
          };
        };
      };
      /** @description `CSRF_CHECK_FAILED`: CSRF check failed. */
      403: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'CSRF_CHECK_FAILED' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.logOut': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie, because a form on another site cannot set this header. */
        'X-CSRF'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RefreshToken'];
      };
    };
    responses: {
      /** @description The session has ended or did not exist. */
      204: {
        headers: {
          /** @description Deletes the session cookie, if the session was in one. */
          'Set-Cookie'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `CSRF_CHECK_FAILED`: CSRF check failed. */
      403: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'CSRF_CHECK_FAILED' | (string & {});
          };
        };
      };
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'ownSessions.list': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sessions. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountSessionPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'ownSessions.end': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the session. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The session has ended. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'ownSessions.endAll': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All sessions have ended. */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'credentials.changePassword': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePassword'];
      };
    };
    responses: {
      /** @description The password has changed. */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `UNAUTHENTICATED`: Unauthenticated. `BAD_CREDENTIALS`: Bad credentials. */
      401: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'WWW-Authenticate': components['headers']['WWW-Authenticate'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'UNAUTHENTICATED' | 'BAD_CREDENTIALS' | (string & {});
          };
        };
      };
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`: Idempotency key reused. `WEAK_PASSWORD`: Weak password. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'IDEMPOTENCY_KEY_REUSED' | 'WEAK_PASSWORD' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'credentials.requestReset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RequestPasswordReset'];
      };
    };
    responses: {
      /** @description An e-mail is sent if an account has the address. */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'credentials.confirmReset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmPasswordReset'];
      };
    };
    responses: {
      /** @description The password has changed. Sign in with it. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `TOKEN_INVALID`: Token invalid. `WEAK_PASSWORD`: Weak password. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'TOKEN_INVALID' | 'WEAK_PASSWORD' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'credentials.changeEmail': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeEmail'];
      };
    };
    responses: {
      /** @description The new address has to be confirmed. */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `UNAUTHENTICATED`: Unauthenticated. `BAD_CREDENTIALS`: Bad credentials. */
      401: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'WWW-Authenticate': components['headers']['WWW-Authenticate'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'UNAUTHENTICATED' | 'BAD_CREDENTIALS' | (string & {});
          };
        };
      };
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `EMAIL_TAKEN`: E-mail address taken. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'EMAIL_TAKEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'credentials.confirmEmailChange': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmEmail'];
      };
    };
    responses: {
      /** @description The e-mail address has changed. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `EMAIL_TAKEN`: E-mail address taken. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'EMAIL_TAKEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `TOKEN_INVALID`: Token invalid. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'TOKEN_INVALID' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminAccounts.list': {
    parameters: {
      query?: {
        /** @description Part of the name or e-mail address; case-insensitive. */
        q?: string;
        /** @description Only accounts with this role. */
        role?: 'student' | 'instructor' | 'admin';
        /** @description Only accounts with this status. */
        status?: 'ACTIVE' | 'DISABLED';
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of accounts. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminAccountPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminAccounts.createAccount': {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique value, such as a UUID. A retry with the same key and body gets the first final response, for 24 hours. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateAccount'];
      };
    };
    responses: {
      /** @description The new account. */
      201: {
        headers: {
          /**
           * @description URL of the account.
           * @example /api/v1/registrations/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
           */
          Location?: string;
          /**
           * @description The version of the account, for If-Match.
           * @example "3"
           */
          ETag?: string;
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminAccount'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `REQUEST_IN_PROGRESS`: Request in progress. `EMAIL_TAKEN`: E-mail address taken. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Retry-After': components['headers']['Retry-After'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'REQUEST_IN_PROGRESS' | 'EMAIL_TAKEN' | (string & {});
          };
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`: Idempotency key reused. `WEAK_PASSWORD`: Weak password. */
      422: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'IDEMPOTENCY_KEY_REUSED' | 'WEAK_PASSWORD' | (string & {});
          };
        };
      };
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminAccounts.show': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the account. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The account. */
      200: {
        headers: {
          /**
           * @description The version of the account, for If-Match.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminAccount'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminAccounts.change': {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the account that you read. */
        'If-Match'?: string;
      };
      path: {
        /** @description Id of the account. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AdministerAccount'];
        'application/merge-patch+json': components['schemas']['AdministerAccount'];
      };
    };
    responses: {
      /** @description The account after the change. */
      200: {
        headers: {
          /**
           * @description The version of the account, for If-Match.
           * @example "3"
           */
          ETag?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminAccount'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      /** @description `LAST_ADMIN`: Last admin. */
      409: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            /** @description The codes of this response. Codes are added within this version. */
            code?: 'LAST_ADMIN' | (string & {});
          };
        };
      };
      412: components['responses']['PRECONDITION_FAILED'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      428: components['responses']['PRECONDITION_REQUIRED'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'wellKnown.publicKeys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The public keys to verify access tokens. */
      200: {
        headers: {
          /**
           * @description Caches may serve it for five minutes.
           * @example public, max-age=300
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JsonWebKeySet'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'wellKnown.issuerConfiguration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The issuer of access tokens and the address of its keys. */
      200: {
        headers: {
          /**
           * @description Caches may serve it for five minutes.
           * @example public, max-age=300
           */
          'Cache-Control'?: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Discovery'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'parkedMessages.list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Parked messages of all consumers. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ParkedMessageList'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'parkedMessages.show': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the parked message. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShownParkedMessage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'parkedMessages.replay': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the parked message. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OperatorReason'];
      };
    };
    responses: {
      /** @description The message was returned to its consumer. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'parkedMessages.drop': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the parked message. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OperatorReason'];
      };
    };
    responses: {
      /** @description The message was deleted. */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'operatorActions.list': {
    parameters: {
      query?: {
        /** @description The `next` of the previous page, unchanged. Omit it for the first page. */
        cursor?: string;
        /** @description Maximum number of items on the page. A value outside the range is rejected, not clamped. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the audit log. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorActionPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'simulatedProvider.show': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its behavior. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SimulatedProvider'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'simulatedProvider.change': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeSimulatedProvider'];
      };
    };
    responses: {
      /** @description Its behavior from now on. */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          'X-Correlation-Id': components['headers']['X-Correlation-Id'];
          traceparent: components['headers']['traceparent'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SimulatedProvider'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      408: components['responses']['REQUEST_TIMEOUT'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      431: components['responses']['HEADERS_TOO_LARGE'];
      500: components['responses']['INTERNAL'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
}
