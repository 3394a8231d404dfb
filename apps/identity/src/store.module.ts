import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '#persistence';
import { openIdentityStore } from './persistence/identity-store.js';
import type { IdentitySettings } from './settings.js';

@Module({})
export class IdentityStoreModule {
  static with(settings: IdentitySettings): DynamicModule {
    const database = { provide: Database, useFactory: () => openIdentityStore(settings) };
    return { module: IdentityStoreModule, global: true, providers: [database], exports: [Database] };
  }
}
