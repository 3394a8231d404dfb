import { describeWith } from '#testing';
import { chargeContract } from './charge.contract.js';
import { inProcess, overGrpc, overHttp, overRabbitmq } from './ways-in.js';

chargeContract('by RPC within the process', { isGuarded: false, carriesAnyJson: true, open: () => inProcess });

describeWith('rabbitmq', 'with a server', (server) => {
  chargeContract('by RPC over RabbitMQ', { isGuarded: false, carriesAnyJson: true, open: () => overRabbitmq(server) });
});

chargeContract('over HTTP', { isGuarded: true, carriesAnyJson: true, open: () => overHttp });

chargeContract('over gRPC', { isGuarded: true, carriesAnyJson: false, open: () => overGrpc() });
