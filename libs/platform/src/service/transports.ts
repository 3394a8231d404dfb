import type { CustomTransportStrategy } from '@nestjs/microservices';

/** Ways into a service other than HTTP. */
export class Transports {
  constructor(readonly strategies: readonly CustomTransportStrategy[] = []) {}
}
