import { Injectable } from '@nestjs/common';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { Clock } from '#platform';
import { isToBeUndone, type Decision, type PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { Payments } from '../use-cases/payments.js';
import { SettlementBell } from '../use-cases/settlement-bell.js';
import { CardTokenSeal } from './card-token-seal.js';
import { loadPayments, type Loaded } from './load-payments.js';
import { storeAttempts, takeVersion } from './store-payments.js';

@Injectable()
export class TypeormPayments extends Payments {
  /** Under which version a state was stored here. */
  private readonly versions = new WeakMap<PaymentsOfRegistration, number>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly seal: CardTokenSeal,
    private readonly bell: SettlementBell,
    private readonly clock: Clock,
  ) {
    super();
  }

  change<D extends Decision>(
    registrationId: string,
    decide: (state: PaymentsOfRegistration) => D,
    lately?: PaymentsOfRegistration,
  ): Promise<D> {
    let known = this.asStored(lately);
    return this.database.transaction(async ({ manager }) => {
      let loaded = known ?? (await loadPayments(manager, registrationId));
      let decision = decide(loaded.state);
      // Only a write proves that what was known is still so; and whoever is run again must look.
      if (known && decision.state === loaded.state) {
        loaded = await loadPayments(manager, registrationId);
        decision = decide(loaded.state);
      }
      known = undefined;
      if (decision.state === loaded.state) return decision;
      await takeVersion(manager, loaded, decision.state);
      await storeAttempts(manager, loaded, decision, this.seal, this.clock.now());
      await this.outbox.add(...decision.events);
      this.database.afterCommit(() => this.versions.set(decision.state, loaded.version + 1));
      if (decision.state.attempts.some(isToBeUndone)) this.database.afterCommit(() => this.bell.ring());
      return decision;
    });
  }

  async of(registrationId: string): Promise<PaymentsOfRegistration> {
    return (await loadPayments(this.database.reader, registrationId)).state;
  }

  private asStored(state: PaymentsOfRegistration | undefined): Loaded | undefined {
    const version = state && this.versions.get(state);
    return state && version !== undefined ? { state, version } : undefined;
  }
}
