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

/** What operators can do, whoever manages the accounts. @param simulated only where payment's simulated provider runs in this process */
export function operations({ broker }: Wiring, simulated?: SimulatedProviderState) {
  const controllers: Type[] = [ParkedMessagesController, OperatorActionsController];
  const providers: Provider[] = [
    { provide: ParkedMessages, useValue: broker.parked },
    { provide: OperatorActions, useClass: TypeormOperatorActions },
    ListParkedMessagesHandler,
    ShowParkedMessageHandler,
    ResolveParkedMessageHandler,
    ListOperatorActionsHandler,
  ];
  if (simulated === undefined) return { controllers, providers };
  const switches = { provide: SimulatedProviderSwitches, useValue: new SimulatedProviderSwitches(simulated) };
  return {
    controllers: [...controllers, SimulatedProviderController],
    providers: [...providers, switches, ChangeSimulatedProviderHandler],
  };
}
