import type { Experiment } from '../experiment.js';
import { breaker } from './breaker.js';
import { lectureDown } from './lecture-down.js';
import { meshTimeout } from './mesh-timeout.js';
import { paymentDown } from './payment-down.js';
import { paymentReplicas } from './payment-replicas.js';
import { replicaAdded } from './replica-added.js';
import { rollingRestart } from './rolling-restart.js';
import { selfHealing } from './self-healing.js';
import { withoutMyPage } from './without-my-page.js';

export const experiments: readonly Experiment[] = [
  paymentDown,
  lectureDown,
  breaker,
  meshTimeout,
  paymentReplicas,
  replicaAdded,
  rollingRestart,
  selfHealing,
  withoutMyPage,
];
