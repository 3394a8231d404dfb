import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#persistence';

@Entity('signing_keys')
export class SigningKeyRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  kid: string;

  @Column({ type: 'int' })
  generation: number;

  @InstantColumn({ name: 'signs_from' })
  signsFrom: Date;

  @Column({ name: 'public_key', type: 'text' })
  publicKey: string;

  @Column({ name: 'sealed_key', type: 'text' })
  sealedKey: string;
}
