import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SimulatedProviderState } from '#contracts';
import { OperatorActions, type Admin } from '../ports/operator-actions.js';

/** The state that payment's simulated provider reads at every call; payment runs in the same process. */
export class SimulatedProviderSwitches {
  constructor(readonly state: SimulatedProviderState) {}
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

  execute({ admin, state, reason }: ChangeSimulatedProvider): Promise<SimulatedProviderState> {
    const action = {
      action: 'SIMULATED_PROVIDER_CHANGED',
      subject: 'simulated-provider',
      reason,
      details: state,
    } as const;
    return this.actions.record(admin, action, async () => Object.assign(this.switches.state, state));
  }
}
