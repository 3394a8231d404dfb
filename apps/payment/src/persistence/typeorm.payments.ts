import { Injectable } from '@nestjs/common';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { Clock } from '#platform';
import { isToBeUndone, type Decision, type PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { Payments } from '../use-cases/payments.js';
import { SettlementBell } from '../use-cases/settlement-bell.js';
import { CardTokenSeal } from './card-token-seal.js';
import { loadPayments } from './load-payments.js';
import { storeAttempts, takeVersion } from './store-payments.js';

@Injectable()
export class TypeormPayments extends Payments {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly seal: CardTokenSeal,
    private readonly bell: SettlementBell,
    private readonly clock: Clock,
  ) {
    super();
  }

  change<D extends Decision>(registrationId: string, decide: (state: PaymentsOfRegistration) => D): Promise<D> {
    return this.database.transaction(async ({ manager }) => {
      const loaded = await loadPayments(manager, registrationId);
      const decision = decide(loaded.state);
      if (decision.state === loaded.state) return decision;
      await takeVersion(manager, loaded, decision.state);
      await storeAttempts(manager, loaded, decision, this.seal, this.clock.now());
      await this.outbox.add(...decision.events);
      if (decision.state.attempts.some(isToBeUndone)) this.database.afterCommit(() => this.bell.ring());
      return decision;
    });
  }

  async of(registrationId: string): Promise<PaymentsOfRegistration> {
    return (await loadPayments(this.database.reader, registrationId)).state;
  }
}
