/** The services that may ask for a token of their own, as the operator has named them. */
export abstract class ServiceClients {
  /** Whether the secret is the client's; takes the same time for an unknown client. */
  abstract recognize(clientId: string, secret: string): boolean;
}
