import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SimulatedProviderState } from '#contracts';
import { HttpProblem } from '#platform';
import { OperatorActions, type Admin } from '../ports/operator-actions.js';

/** The state that payment's simulated provider reads at every call, if it runs in this process. */
export class SimulatedProviderSwitches {
  constructor(private readonly shared?: SimulatedProviderState) {}

  /** @throws HttpProblem 404 in another process than the simulated provider, and with a real one */
  get state(): SimulatedProviderState {
    if (this.shared === undefined) throw new HttpProblem('NOT_FOUND', { variant: 'address' });
    return this.shared;
  }
}

export class ChangeSimulatedProvider extends Command<SimulatedProviderState> {
  constructor(
    readonly admin: Admin,
    readonly state: SimulatedProviderState,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(ChangeSimulatedProvider)
export class ChangeSimulatedProviderHandler implements ICommandHandler<ChangeSimulatedProvider> {
  constructor(
    private readonly switches: SimulatedProviderSwitches,
    private readonly actions: OperatorActions,
  ) {}

  async execute({ admin, state, reason }: ChangeSimulatedProvider): Promise<SimulatedProviderState> {
    const shared = this.switches.state;
    const action = { action: 'SIMULATED_PROVIDER_CHANGED', subject: 'simulated-provider', reason } as const;
    return this.actions.record(admin, { ...action, details: state }, async () => Object.assign(shared, state));
  }
}
