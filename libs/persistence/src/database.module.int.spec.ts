import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { tempDir } from '#testing';
import type { DataSource } from 'typeorm';
import { Booking, booking, contractParts } from '../test/booking.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import { DatabaseModule } from './database.module.js';
import { MigrationsPending, StoreUnavailable } from './errors.js';

describe('DatabaseModule over TypeOrmModule', () => {
  const dataDir = tempDir('nest');
  const start = (service: string, migrate?: 'by-command') => {
    const address = { url: 'sqlite:', dataDir, migrate };
    const imports = [
      TypeOrmModule.forRootAsync(dataSource(service, address, contractParts)),
      DatabaseModule.forRoot(service),
    ];
    @Module({ imports })
    class App {}
    return NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
  };

  it('runs transactions of the injected Database on the data source that @InjectDataSource(service) injects', async () => {
    const app = await start('lecture');
    const database = app.get(Database, { strict: false });
    const source = app.get<DataSource>(getDataSourceToken('lecture'), { strict: false });
    await database.transaction(({ manager }) => manager.insert(Booking, booking('mina')));
    expect(await source.manager.find(Booking)).toMatchObject([{ id: 'mina' }]);
    await app.close();
    await database.close();
  });

  it('gives each of two services in one process its own store', async () => {
    const apps = await Promise.all(['payment', 'registration'].map((service) => start(service)));
    const [payment, registration] = apps.map((app) => app.get(Database, { strict: false }));
    await payment!.transaction(({ manager }) => manager.insert(Booking, booking('mina')));
    expect(await registration!.reader.count(Booking)).toBe(0);
    for (const app of apps) await app.close();
    for (const database of [payment, registration]) await database!.close();
  });

  it('stays open when the app closes, because stores close last, and is closed by Database.close', async () => {
    const app = await start('closing');
    const database = app.get(Database, { strict: false });
    await app.close();
    await database.ping();
    await database.close();
    await expect(database.ping()).rejects.toThrow(StoreUnavailable);
    await database.close();
  });

  it('fails the start, without retries, when migrations are pending and run by command', async () => {
    await expect(start('behind', 'by-command')).rejects.toThrow(MigrationsPending);
  });
});
