import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, isDuplicateKey } from '#persistence';
import { SigningKeyStore, type StoredSigningKey } from '../ports/signing-keys.js';
import { SigningKeyRow } from './signing-key.row.js';

@Injectable()
export class TypeormSigningKeyStore extends SigningKeyStore {
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

  async discard(kids: string[]): Promise<void> {
    if (kids.length === 0) return;
    await this.database.transaction(({ manager }) => manager.delete(SigningKeyRow, { kid: In(kids) }));
  }
}
