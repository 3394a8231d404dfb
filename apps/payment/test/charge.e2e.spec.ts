import { describeWith } from '#testing';
import { chargeContract } from './charge.contract.js';
import { inProcess, grpc, http, rabbitmq } from './protocols.js';

chargeContract('by RPC within the process', { isGuarded: false, carriesAnyJson: true, open: () => inProcess });

describeWith('rabbitmq', 'with a server', (server) => {
  chargeContract('by RPC over RabbitMQ', { isGuarded: false, carriesAnyJson: true, open: () => rabbitmq(server) });
});

chargeContract('over HTTP', { isGuarded: true, carriesAnyJson: true, open: () => http });

chargeContract('over gRPC', { isGuarded: true, carriesAnyJson: false, open: () => grpc() });
