import type { TypeOrmModuleAsyncOptions } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseOptions, StoreAddress, StoreSchema } from './database-options.js';
import { StoreUnavailable } from './errors.js';
import { mysqlOptions, openMysql } from './mysql/mysql-data-source.js';
import type { ServiceDataSource } from './service-data-source.js';
import { openSqlite, sqliteOptions } from './sqlite/sqlite-data-source.js';

export function dataSource(service: string, address: StoreAddress, schema: StoreSchema): TypeOrmModuleAsyncOptions {
  const options = { ...address, ...schema, service };
  return {
    name: service,
    useFactory: async () => ({ ...(await dataSourceOptions(options)), toRetry: () => false }),
    dataSourceFactory: (resolved) => connect(resolved!, options.migrate),
  };
}

export const openDataSource = async (options: DatabaseOptions): Promise<ServiceDataSource> =>
  connect(await dataSourceOptions(options), options.migrate);

async function dataSourceOptions(options: DatabaseOptions): Promise<DataSourceOptions> {
  switch (new URL(options.url).protocol) {
    case 'sqlite:':
      return sqliteOptions(options);
    case 'mysql:':
    case 'mariadb:':
      return mysqlOptions(options);
    default:
      throw new StoreUnavailable('the database URL must begin with sqlite:, mysql:// or mariadb://');
  }
}

const connect = (options: DataSourceOptions, migrate: StoreAddress['migrate']): Promise<ServiceDataSource> =>
  options.type === 'better-sqlite3'
    ? openSqlite(options, migrate)
    : openMysql(options as Parameters<typeof openMysql>[0], migrate);
