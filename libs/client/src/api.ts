// Written by npm run docs:openapi from docs/openapi/current.json: do not change it by hand.

export interface paths {
  '/api/v1/mypage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the summary of your registrations */
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
    /** List your registrations with lecture and payment */
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
    /** Read one of your registrations and its history */
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
    /** Follow the changes of your registrations as they happen */
    get: operations['stream.stream'];
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
    /** List the notifications sent to you, newest first */
    get: operations['notifications.list'];
    put?: never;
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
    /** Read your notification preferences */
    get: operations['preferences.show'];
    /** Choose your notification channels; an empty list turns notifications off */
    put: operations['preferences.choose'];
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
    /** List lectures, newest first; open ones unless another status is requested */
    get: operations['lectures.list'];
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
    /** Read one lecture */
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
    /** List your lectures, or all lectures for an admin, newest first */
    get: operations['adminLectures.list'];
    put?: never;
    /** Open a lecture; an admin names its instructor */
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
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change a lecture, unless it has changed since you read it */
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
    /** Cancel a lecture; its registrations are canceled and refunded afterwards */
    post: operations['adminLectures.cancel'];
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
    /** List the enrolled students by confirmation time, or export the whole roster as CSV */
    get: operations['roster.show'];
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
    /** List your payments, or all payments for an admin */
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
    /** Read one payment */
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
    /** List your registrations, newest first */
    get: operations['registrations.list'];
    put?: never;
    /** Register for a lecture, and pay its fee */
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
    /** Pay for one of your registrations */
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
    /** Cancel one of your registrations */
    post: operations['registrations.cancel'];
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
    /** Read one of your registrations */
    get: operations['registrations.find'];
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
    /** Read the available seats of a lecture */
    get: operations['availability.find'];
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
    /** Sign up */
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
    /** Request another verification e-mail */
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
    /** Confirm an e-mail address */
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
    /** Show my account */
    get: operations['account.showMyAccount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change my account */
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
     * @description Starts a session. A client keeps the refresh token itself; a browser should request `session: "cookie"`, so that no script can read it. The cookie is `__Host-sugang-session`, over http on this machine `sugang-session`. It works for pages of the same site, also on another port or subdomain, if their origin is in `SUGANG_CORS_ORIGINS`: send requests with `credentials: "include"` and the header `X-CSRF`.
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
     * Refresh an access token
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
  '/api/v1/admin/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create an account */
    post: operations['adminAccounts.createAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/.well-known/jwks.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Public keys */
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
    /** Issuer configuration */
    get: operations['wellKnown.issuerConfiguration'];
    put?: never;
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
    MyPage: {
      student: {
        /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
        id: string;
        name: string | null;
      };
      /**
       * @example {
       *       "CONFIRMED": 1
       *     }
       */
      counts: {
        [key: string]: number;
      };
      totalPaid: components['schemas']['Money'];
      upcoming: components['schemas']['ViewDocument'][];
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      asOf: string;
    };
    /**
     * @example {
     *       "amount": 49000,
     *       "currency": "KRW"
     *     }
     */
    Money: {
      amount: number;
      /** @constant */
      currency: 'KRW';
    };
    ViewDocument: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /** @enum {string} */
      status: 'AWAITING_PAYMENT' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
      cancelReason: ('STUDENT' | 'LECTURE_CANCELED') | null;
      fee: components['schemas']['Money'];
      holdExpiresAt: string | null;
      lecture: components['schemas']['ViewLecture'];
      payment: components['schemas']['ViewPayment'];
      timeline: {
        /**
         * Format: date-time
         * @example 2027-03-02T01:00:00.000Z
         */
        at: string;
        /** @example registration.confirmed */
        event: string;
      }[];
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      updatedAt: string;
    };
    ViewLecture: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      title: string | null;
      instructorName: string | null;
      status: ('OPEN' | 'CLOSED' | 'CANCELED') | null;
      firstSessionAt: string | null;
      /** @description All sessions, ordered by start */
      sessions: components['schemas']['ViewSession'][];
      /**
       * @description Reason of the cancellation
       * @example null
       */
      cancelNote: string | null;
    };
    ViewSession: {
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      startsAt: string;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      endsAt: string;
      place?: string;
    };
    ViewPayment: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      attempt: number;
      /** @enum {string} */
      status: 'PENDING' | 'COMPLETED' | 'DECLINED' | 'CANCELED';
      amount: components['schemas']['Money'];
    } | null;
    ViewPage: {
      items: components['schemas']['ViewDocument'][];
      next: string | null;
    };
    Problem: {
      /** @example https://sugang.dev/problems/lecture-full */
      type: string;
      /** @example Lecture full */
      title: string;
      /** @example 409 */
      status: number;
      /** @example All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires. */
      detail: string;
      /** @example /api/v1/registrations */
      instance: string;
      /** @example LECTURE_FULL */
      code: string;
      errors?: {
        pointer: string;
        detail: string;
      }[];
      /** @example 4bf92f3577b34da6a3ce929d0e0e4736 */
      traceId: string;
      registrationId?: string;
      fee?: components['schemas']['Money'];
      reasons?: components['schemas']['ProblemReason'][];
    };
    ProblemReason: {
      /** @example TOO_MANY_HOLDS */
      code: string;
      detail: string;
      data: {
        [key: string]: unknown;
      };
      /**
       * @example [
       *       "PAY",
       *       "CANCEL"
       *     ]
       */
      remedies: string[];
    };
    NotificationPage: {
      items: components['schemas']['Notification'][];
      next: string | null;
    };
    Notification: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /** @enum {string} */
      channel: 'log' | 'email' | 'sms' | 'alimtalk' | 'webhook';
      /** @enum {string} */
      template:
        | 'payment-awaited'
        | 'payment-deferred'
        | 'confirmed'
        | 'payment-declined'
        | 'payment-declined-held'
        | 'expired'
        | 'canceled-by-student'
        | 'canceled-by-lecture'
        | 'refunded'
        | 'lecture-changed';
      /** @example Your registration is confirmed */
      title: string;
      /** @example Mina, your seat in “Algorithms 101” is yours. */
      body: string;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      sentAt: string;
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
    };
    NotificationPreferences: {
      /**
       * @example [
       *       "log",
       *       "email"
       *     ]
       */
      channels: ('log' | 'email' | 'sms' | 'alimtalk' | 'webhook')[];
      /** @example +821012345678 */
      phone?: string;
      /** @example https://example.org/sugang */
      webhookUrl?: string;
      /** @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw */
      webhookSecret?: string;
    };
    /**
     * @example {
     *       "channels": [
     *         "log",
     *         "email"
     *       ]
     *     }
     */
    ChooseNotifications: {
      channels: ('log' | 'email' | 'sms' | 'alimtalk' | 'webhook')[];
      phone?: string;
      /** Format: uri */
      webhookUrl?: string;
    };
    LecturePage: {
      items: components['schemas']['Lecture'][];
      next: string | null;
    };
    Lecture: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /** @example Algorithms 101 */
      title: string;
      /** @example Sorting, graphs and the art of counting steps. */
      description: string;
      /** @example computer-science */
      category: string;
      instructor: components['schemas']['Instructor'];
      fee: components['schemas']['Money'];
      /** @example 30 */
      capacity: number;
      sessions: components['schemas']['Session'][];
      /** @enum {string} */
      status: 'OPEN' | 'CLOSED' | 'CANCELED';
      cancelNote: string | null;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      updatedAt: string;
      /** @example 3 */
      version: number;
      /** @example 12 */
      enrolled: number;
    };
    Instructor: {
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      id: string;
      name: string | null;
    };
    /**
     * @example {
     *       "startsAt": "2027-03-02T01:00:00.000Z",
     *       "endsAt": "2027-03-02T03:00:00.000Z",
     *       "place": "Room 301"
     *     }
     */
    Session: {
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      startsAt: string;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      endsAt: string;
      place?: string;
      url?: string;
    };
    OpenLecture: {
      /** @example Algorithms 101 */
      title: string;
      /** @example Sorting, graphs and the art of counting steps. */
      description: string;
      /** @example computer-science */
      category: string;
      fee: components['schemas']['Money'];
      /** @example 30 */
      capacity: number;
      sessions: components['schemas']['SessionInput'][];
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      instructorId?: string;
    };
    /**
     * @example {
     *       "startsAt": "2027-03-02T10:00:00+09:00",
     *       "endsAt": "2027-03-02T12:00:00+09:00",
     *       "place": "Room 301"
     *     }
     */
    SessionInput: {
      /**
       * Format: date-time
       * @example 2027-03-02T10:00:00+09:00
       */
      startsAt: string;
      /**
       * Format: date-time
       * @example 2027-03-02T10:00:00+09:00
       */
      endsAt: string;
      place?: string;
      /** Format: uri */
      url?: string;
    };
    AdminLecturePage: {
      items: components['schemas']['Lecture'][];
      next: string | null;
      total: number;
    };
    /**
     * @example {
     *       "capacity": 40
     *     }
     */
    ChangeLecture: {
      /** @example Algorithms 101 */
      title?: string;
      /** @example Sorting, graphs and the art of counting steps. */
      description?: string;
      /** @example computer-science */
      category?: string;
      fee?: components['schemas']['ChangedMoney'];
      /** @example 30 */
      capacity?: number;
      sessions?: components['schemas']['SessionInput'][];
    };
    /**
     * @example {
     *       "amount": 39000
     *     }
     */
    ChangedMoney: {
      amount?: number;
      /** @constant */
      currency?: 'KRW';
    };
    /**
     * @example {
     *       "reason": "Dr. Park is ill."
     *     }
     */
    CancelLecture: {
      reason: string;
    };
    RosterPage: {
      items: components['schemas']['RosterEntry'][];
      next: string | null;
    };
    RosterEntry: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      student: {
        /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
        id: string;
        name: string | null;
        email: string | null;
      };
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      confirmedAt: string;
    };
    PaymentPage: {
      items: components['schemas']['Payment'][];
      next: string | null;
    };
    Payment: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      registrationId: string;
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      studentId: string;
      attempt: number;
      amount: components['schemas']['Money'];
      /** @enum {string} */
      status: 'PENDING' | 'COMPLETED' | 'DECLINED' | 'CANCELED';
      /** @constant */
      method: 'card';
      declineReason: string | null;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      completedAt: string | null;
      cancelRequestedAt: string | null;
      canceledAt: string | null;
      version: number;
    };
    Register: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      payment?: components['schemas']['PaymentMethod'];
      expectedFee?: components['schemas']['Money'];
      /**
       * @description Hold the seat without a payment: `payment` is ignored. Pay until `holdExpiresAt` with `POST /registrations/{id}/payment`; the first two declined cards do not end the registration.
       * @example false
       */
      hold?: boolean;
    };
    /**
     * @example {
     *       "method": "card",
     *       "token": "tok_ok"
     *     }
     */
    PaymentMethod: {
      /** @constant */
      method: 'card';
      token: string;
    };
    Registration: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      studentId: string;
      /** @enum {string} */
      status: 'AWAITING_PAYMENT' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
      cancelReason: ('STUDENT' | 'LECTURE_CANCELED') | null;
      fee: components['schemas']['Money'];
      paymentId: string | null;
      holdExpiresAt: string | null;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      confirmedAt: string | null;
      endedAt: string | null;
      /** @example 2 */
      version: number;
    };
    DeferredRegistration: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      id: string;
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      studentId: string;
      /** @enum {string} */
      status: 'AWAITING_PAYMENT' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
      cancelReason: ('STUDENT' | 'LECTURE_CANCELED') | null;
      fee: components['schemas']['Money'];
      paymentId: string | null;
      holdExpiresAt: string | null;
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      requestedAt: string;
      confirmedAt: string | null;
      endedAt: string | null;
      /** @example 2 */
      version: number;
      /** @enum {string} */
      paymentDeferred: 'TIMEOUT' | 'UNAVAILABLE' | 'BREAKER_OPEN' | 'BUSY' | 'NOT_TRIED';
    };
    RegistrationPage: {
      items: components['schemas']['Registration'][];
      next: string | null;
    };
    Availability: {
      /**
       * Format: uuid
       * @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01
       */
      lectureId: string;
      /** @enum {string} */
      status: 'OPEN' | 'CLOSED' | 'CANCELED';
      capacity: number;
      held: number;
      taken: number;
      available: number;
    };
    /**
     * @example {
     *       "email": "sora@example.org",
     *       "password": "correct horse battery",
     *       "name": "Sora"
     *     }
     */
    SignUp: {
      /**
       * Format: email
       * @example mina@sugang.dev
       */
      email: string;
      /** @example correct horse battery */
      password: string;
      name: string;
      /** @enum {string} */
      locale?: 'ko' | 'en';
    };
    Account: {
      /** @example 0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02 */
      id: string;
      /** @example mina@sugang.dev */
      email: string | null;
      /** @example Mina */
      name: string;
      /** @enum {string} */
      role: 'student' | 'instructor' | 'admin' | 'service';
      /** @enum {string} */
      locale: 'ko' | 'en';
      /**
       * Format: date-time
       * @example 2027-03-02T01:00:00.000Z
       */
      createdAt: string;
      /** @description False while the owner has not confirmed the e-mail address; true or absent otherwise. */
      emailVerified?: boolean;
    };
    ConfirmEmail: {
      token: string;
    };
    /**
     * @example {
     *       "name": "Mina Kim"
     *     }
     */
    ChangeAccount: {
      name?: string;
      /** @enum {string} */
      locale?: 'ko' | 'en';
    };
    /**
     * @example {
     *       "email": "mina@sugang.dev",
     *       "password": "sugang-demo"
     *     }
     */
    Login: {
      /**
       * Format: email
       * @example mina@sugang.dev
       */
      email: string;
      /** @example correct horse battery */
      password: string;
      /**
       * @description `token` (default): the refresh token is in the answer. `cookie`, for browsers: it is in an HttpOnly cookie that scripts cannot read; send `X-CSRF` with the request.
       * @enum {string}
       */
      session?: 'token' | 'cookie';
    };
    Tokens: {
      accessToken: string;
      /** @constant */
      tokenType: 'Bearer';
      expiresIn: number;
      /** @description Absent for a session in a cookie. */
      refreshToken?: string;
      account: components['schemas']['Account'];
    };
    RefreshToken: {
      /** @description Absent for a session in a cookie. */
      refreshToken?: string;
    };
    /**
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
       * @example mina@sugang.dev
       */
      email: string;
      /** @example correct horse battery */
      password: string;
      name: string;
      /** @enum {string} */
      role: 'student' | 'instructor' | 'admin';
    };
    JsonWebKeySet: {
      keys: {
        kid: string;
        /** @constant */
        kty: 'OKP';
        /** @constant */
        crv: 'Ed25519';
        x: string;
        /** @constant */
        alg: 'EdDSA';
        /** @constant */
        use: 'sig';
      }[];
    };
    Discovery: {
      /** @example http://localhost:8080 */
      issuer: string;
      /** @example http://localhost:8080/.well-known/jwks.json */
      jwks_uri: string;
      /** @example http://localhost:8080/oauth/token */
      token_endpoint: string;
      token_endpoint_auth_methods_supported: string[];
      grant_types_supported: string[];
      subject_types_supported: string[];
      id_token_signing_alg_values_supported: string[];
      claims_supported: string[];
    };
  };
  responses: {
    /** @description `INVALID_REQUEST` */
    INVALID_REQUEST: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `UNAUTHENTICATED` */
    UNAUTHENTICATED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `FORBIDDEN` */
    FORBIDDEN: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `NOT_FOUND` */
    NOT_FOUND: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `RATE_LIMITED` */
    RATE_LIMITED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `UNAVAILABLE` */
    UNAVAILABLE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `PAYLOAD_TOO_LARGE` */
    PAYLOAD_TOO_LARGE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `UNSUPPORTED_MEDIA_TYPE` */
    UNSUPPORTED_MEDIA_TYPE: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `REQUEST_IN_PROGRESS` */
    REQUEST_IN_PROGRESS: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `PRECONDITION_FAILED` */
    PRECONDITION_FAILED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `IDEMPOTENCY_KEY_REUSED` */
    IDEMPOTENCY_KEY_REUSED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `PRECONDITION_REQUIRED` */
    PRECONDITION_REQUIRED: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'myPage.registrations': {
    parameters: {
      query?: {
        status?: 'AWAITING_PAYMENT' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
        cursor?: string;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'myPage.registration': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One registration with lecture, payment and timeline. */
      200: {
        headers: {
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
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'stream.stream': {
    parameters: {
      query?: never;
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
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      429: components['responses']['RATE_LIMITED'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'notifications.list': {
    parameters: {
      query?: {
        cursor?: string;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationPreferences'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectures.list': {
    parameters: {
      query?: {
        q?: string;
        category?: string;
        status?: 'OPEN' | 'CLOSED' | 'CANCELED';
        instructorId?: string;
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of lectures. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LecturePage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'lectures.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The lecture. */
      200: {
        headers: {
          /** @description The version of the lecture, for If-Match. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      404: components['responses']['NOT_FOUND'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'adminLectures.list': {
    parameters: {
      query?: {
        q?: string;
        category?: string;
        status?: 'OPEN' | 'CLOSED' | 'CANCELED';
        instructorId?: string;
        cursor?: string;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AdminLecturePage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
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
          /** @description URL of the lecture. */
          Location?: string;
          /** @description The version of the lecture, for If-Match. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`, `INSTRUCTOR_UNKNOWN` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
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
          /** @description The version of the lecture, for If-Match. */
          ETag?: string;
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
      /** @description `LECTURE_NOT_OPEN`, `CAPACITY_BELOW_ENROLLED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      412: components['responses']['PRECONDITION_FAILED'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      428: components['responses']['PRECONDITION_REQUIRED'];
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
          /** @description The version of the lecture, for If-Match. */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lecture'];
        };
      };
      /** @description The lecture is canceled; its registrations follow. */
      202: {
        headers: {
          /** @description The version of the lecture, for If-Match. */
          ETag?: string;
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
      /** @description `REQUEST_IN_PROGRESS`, `LECTURE_NOT_OPEN` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'roster.show': {
    parameters: {
      query?: {
        q?: string;
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description text/csv for the whole roster as a file. */
        Accept?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the roster. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterPage'];
          'text/csv': string;
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'payments.list': {
    parameters: {
      query?: {
        registrationId?: string;
        cursor?: string;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'payments.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.list': {
    parameters: {
      query?: {
        status?: 'AWAITING_PAYMENT' | 'CONFIRMED' | 'PAYMENT_DECLINED' | 'EXPIRED' | 'CANCELED';
        cursor?: string;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegistrationPage'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
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
          /** @description URL of the registration. */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      /** @description The seat is held, but the payment has no outcome yet: read the registration again, or pay again later. */
      202: {
        headers: {
          /** @description URL of the registration. */
          Location?: string;
          /** @description Seconds to wait. */
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeferredRegistration'];
        };
      };
      /** @description `INVALID_REQUEST`, `IDEMPOTENCY_KEY_REQUIRED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      401: components['responses']['UNAUTHENTICATED'];
      /** @description `PAYMENT_DECLINED` */
      402: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `FORBIDDEN`, `EMAIL_UNVERIFIED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `LECTURE_UNKNOWN` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST_IN_PROGRESS`, `ALREADY_REGISTERED`, `LECTURE_NOT_OPEN`, `FEE_CHANGED`, `TOO_MANY_HOLDS`, `LECTURE_FULL`, `HOLD_EXPIRED`, `REGISTRATION_OVER` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registration'];
        };
      };
      /** @description The seat is held, but the payment has no outcome yet: read the registration again, or pay again later. */
      202: {
        headers: {
          /** @description URL of the registration. */
          Location?: string;
          /** @description Seconds to wait. */
          'Retry-After'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeferredRegistration'];
        };
      };
      /** @description `INVALID_REQUEST`, `IDEMPOTENCY_KEY_REQUIRED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      401: components['responses']['UNAUTHENTICATED'];
      /** @description `PAYMENT_DECLINED` */
      402: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['FORBIDDEN'];
      404: components['responses']['NOT_FOUND'];
      /** @description `REQUEST_IN_PROGRESS`, `HOLD_EXPIRED`, `NOT_AWAITING_PAYMENT`, `REGISTRATION_OVER` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
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
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Canceled; a refund follows automatically. Repeating the request is safe. */
      200: {
        headers: {
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
      /** @description `REQUEST_IN_PROGRESS`, `REGISTRATION_OVER`, `CANCEL_TOO_LATE` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'registrations.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One of your registrations. */
      200: {
        headers: {
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
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'availability.find': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The held, taken and available seats of the lecture. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Availability'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `NOT_FOUND`, `LECTURE_UNKNOWN` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'account.signUp': {
    parameters: {
      query?: never;
      header?: never;
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
          /** @description The URL of the account. */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `EMAIL_TAKEN` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `WEAK_PASSWORD` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RATE_LIMITED'];
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
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      404: components['responses']['NOT_FOUND'];
      409: components['responses']['REQUEST_IN_PROGRESS'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      422: components['responses']['IDEMPOTENCY_KEY_REUSED'];
      429: components['responses']['RATE_LIMITED'];
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
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `TOKEN_INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      404: components['responses']['NOT_FOUND'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      404: components['responses']['NOT_FOUND'];
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.logIn': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie: a form of another site cannot set this header. */
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `BAD_CREDENTIALS` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `CSRF_CHECK_FAILED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      429: components['responses']['RATE_LIMITED'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.refresh': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie: a form of another site cannot set this header. */
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `REFRESH_TOKEN_INVALID` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `CSRF_CHECK_FAILED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
  'session.logOut': {
    parameters: {
      query?: never;
      header?: {
        /** @description Any value, such as `1`. Required with the session cookie: a form of another site cannot set this header. */
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
      /** @description The session has ended, or did not exist. */
      204: {
        headers: {
          /** @description Deletes the session cookie, if the session was in one. */
          'Set-Cookie'?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['INVALID_REQUEST'];
      /** @description `CSRF_CHECK_FAILED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      401: components['responses']['UNAUTHENTICATED'];
      403: components['responses']['FORBIDDEN'];
      /** @description `REQUEST_IN_PROGRESS`, `EMAIL_TAKEN` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['PAYLOAD_TOO_LARGE'];
      415: components['responses']['UNSUPPORTED_MEDIA_TYPE'];
      /** @description `IDEMPOTENCY_KEY_REUSED`, `WEAK_PASSWORD` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RATE_LIMITED'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JsonWebKeySet'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Discovery'];
        };
      };
      400: components['responses']['INVALID_REQUEST'];
      503: components['responses']['UNAVAILABLE'];
    };
  };
}
