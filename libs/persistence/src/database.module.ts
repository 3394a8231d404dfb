import { Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { Database } from './database.js';
import type { ServiceDataSource } from './service-data-source.js';

@Module({})
export class DatabaseModule {
  static forRoot(service: string): DynamicModule {
    const database = {
      provide: Database,
      useFactory: (source: ServiceDataSource) => new Database(source),
      inject: [getDataSourceToken(service)],
    };
    return { module: DatabaseModule, global: true, providers: [database], exports: [Database] };
  }
}
