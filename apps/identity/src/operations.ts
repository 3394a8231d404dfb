import type { Provider, Type } from '@nestjs/common';
import type { SimulatedProviderState } from '#contracts';
import { ParkedMessages, type Wiring } from '#messaging';
import { OperatorActionsController, SimulatedProviderController } from './http/operator-actions.controller.js';
import { ParkedMessagesController } from './http/parked-messages.controller.js';
import { TypeormOperatorActions } from './persistence/typeorm-operator-actions.js';
import { OperatorActions } from './ports/operator-actions.js';
import { ChangeSimulatedProviderHandler, SimulatedProviderSwitches } from './use-cases/change-simulated-provider.js';
import { ListOperatorActionsHandler } from './use-cases/list-operator-actions.js';
import { ListParkedMessagesHandler } from './use-cases/list-parked-messages.js';
import { ResolveParkedMessageHandler, ShowParkedMessageHandler } from './use-cases/resolve-parked-message.js';

/** @param simulated the behavior of payment's simulated provider, only where it runs in this process */
export const operations = ({ broker }: Wiring, simulated?: SimulatedProviderState) => ({
  controllers: [ParkedMessagesController, OperatorActionsController, SimulatedProviderController] as Type[],
  providers: [
    { provide: ParkedMessages, useValue: broker.parked },
    { provide: OperatorActions, useClass: TypeormOperatorActions },
    { provide: SimulatedProviderSwitches, useValue: new SimulatedProviderSwitches(simulated) },
    ListParkedMessagesHandler,
    ShowParkedMessageHandler,
    ResolveParkedMessageHandler,
    ListOperatorActionsHandler,
    ChangeSimulatedProviderHandler,
  ] as Provider[],
});
