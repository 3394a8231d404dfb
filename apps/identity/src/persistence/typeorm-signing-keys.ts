import { Injectable } from '@nestjs/common';
import { Column, Entity, In, PrimaryColumn } from 'typeorm';
import { Database, InstantColumn, isDuplicateKey } from '#persistence';
import { StoredSigningKeys, type StoredSigningKey } from '../ports/tokens.js';

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

  @Column({ name: 'key_id', type: 'varchar', length: 16, nullable: true })
  keyId: string | null;
}

@Injectable()
export class TypeormSigningKeys extends StoredSigningKeys {
  constructor(private readonly database: Database) {
    super();
  }

  async all(): Promise<StoredSigningKey[]> {
    const rows = await this.database.reader.find(SigningKeyRow, { order: { generation: 'ASC' } });
    return rows.map(({ publicKey, ...row }) => ({
      ...row,
      publicKey: JSON.parse(publicKey) as StoredSigningKey['publicKey'],
    }));
  }

  async add({ publicKey, ...key }: StoredSigningKey): Promise<boolean> {
    const row = { ...key, publicKey: JSON.stringify(publicKey) };
    try {
      await this.database.transaction(({ manager }) => manager.insert(SigningKeyRow, row));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async reseal({ kid, sealedKey, keyId }: StoredSigningKey, from: StoredSigningKey): Promise<void> {
    await this.database.transaction(({ manager }) =>
      manager.update(SigningKeyRow, { kid, sealedKey: from.sealedKey }, { sealedKey, keyId }),
    );
  }

  async discard(kids: string[]): Promise<void> {
    if (kids.length === 0) return;
    await this.database.transaction(({ manager }) => manager.delete(SigningKeyRow, { kid: In(kids) }));
  }
}
