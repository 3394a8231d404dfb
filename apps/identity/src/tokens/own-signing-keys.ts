import type { JSONWebKeySet } from 'jose';
import { SigningKeys } from '#platform';

/** Identity checks tokens with its own keys; they are there as soon as its store is. */
export class OwnSigningKeys extends SigningKeys {
  private ring?: SigningKeys;

  use<Ring extends SigningKeys>(ring: Ring): Ring {
    this.ring = ring;
    return ring;
  }

  keys(): Promise<JSONWebKeySet> {
    return this.opened().keys();
  }

  override refresh(): Promise<JSONWebKeySet> {
    return this.opened().refresh();
  }

  private opened(): SigningKeys {
    if (this.ring === undefined) throw new Error('the signing keys are asked for before the store is open');
    return this.ring;
  }
}
