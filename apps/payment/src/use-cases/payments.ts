import type { Decision, PaymentsOfRegistration } from '../domain/payments-of-registration.js';

/** The payments of every registration. */
export abstract class Payments {
  /**
   * Loads the payments of a registration, decides, and stores state and events, in one transaction. Two decisions about
   * one registration never see the same state: the later one decides again.
   * @param lately the state of an earlier decision, to decide on without loading as long as nobody has changed it since
   */
  abstract change<D extends Decision>(
    registrationId: string,
    decide: (state: PaymentsOfRegistration) => D,
    lately?: PaymentsOfRegistration,
  ): Promise<D>;

  abstract of(registrationId: string): Promise<PaymentsOfRegistration>;
}
