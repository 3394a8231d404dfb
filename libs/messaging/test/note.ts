import { createTable } from '#persistence';
import { Column, Entity, PrimaryGeneratedColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** An effect that can be counted: one row per execution. */
@Entity('note')
export class Note {
  @PrimaryGeneratedColumn()
  number: number;

  @Column('varchar', { length: 200 })
  text: string;
}

export class CreateNotes1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const number = runner.dataSource.options.type === 'better-sqlite3' ? 'integer' : 'int AUTO_INCREMENT';
    await createTable(runner, `CREATE TABLE note (number ${number} PRIMARY KEY, text varchar(200) NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}
