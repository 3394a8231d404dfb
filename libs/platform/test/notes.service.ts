import { Module, type DynamicModule } from '@nestjs/common';
import { createTable, Database } from '#persistence';
import {
  coreSettings,
  databaseSettings,
  idempotencyMigrations,
  IdempotencyRecord,
  loadSettings,
  PlatformModule,
  startService,
  type PlatformOptions,
  type Service,
} from '#platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { Desk, NoteRow, NotesController } from './notes.controller.js';

class Notes1767225600001 implements MigrationInterface {
  name = 'Notes1767225600001';

  up(runner: QueryRunner): Promise<void> {
    return createTable(runner, 'CREATE TABLE note (id char(36) NOT NULL PRIMARY KEY, text varchar(100) NOT NULL)');
  }

  async down(): Promise<void> {}
}

@Module({})
class NotesModule {}

export interface NotesService extends Service {
  readonly desk: Desk;
}

/** The sample service of these tests: notes on a desk. */
export async function startNotes(
  dataDir: string,
  options: Pick<PlatformOptions, 'keys'> & Partial<PlatformOptions>,
  env: Record<string, string> = {},
  controllers: DynamicModule['controllers'] = [NotesController],
): Promise<NotesService> {
  const settings = loadSettings(z.object({ ...coreSettings, ...databaseSettings }), {
    LOG_LEVEL: 'silent',
    SUGANG_DATA_DIR: dataDir,
    ...env,
  });
  const desk = new Desk();
  const api = {
    title: 'Notes',
    description: 'Notes on a desk.',
    tags: { Notes: 'What lies on the desk.' },
  };
  const database = {
    provide: Database,
    useFactory: () =>
      Database.open({
        url: settings.DATABASE_URL,
        dataDir,
        service: 'notes',
        entities: [NoteRow, IdempotencyRecord],
        migrations: [...idempotencyMigrations, Notes1767225600001],
      }),
  };
  const module: DynamicModule = {
    module: NotesModule,
    imports: [PlatformModule.with({ service: 'notes', settings, api, ...options })],
    controllers,
    providers: [{ provide: Desk, useValue: desk }, database],
  };
  return Object.assign(await startService({ name: 'notes', module, settings }), { desk });
}
