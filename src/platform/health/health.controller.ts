import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../public.decorator.js';
import { WriteHealth } from './write-health.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(WriteHealth) private readonly writes: WriteHealth,
  ) {}

  /** `duty`: of several replicas one does the work, and the others pass calls on to it. */
  @Public()
  @Get('live')
  live(): { status: 'live'; duty: 'here' | 'elsewhere' | 'nobody' } {
    return { status: 'live', duty: 'here' };
  }

  /** Ready is who reads and writes: states go on in memory without a database, but nothing new is kept. */
  @Public()
  @Get('ready')
  async ready(): Promise<{ status: 'ready' }> {
    await this.expectAnswer();
    const { failure } = this.writes;
    if (failure === null) return { status: 'ready' };
    throw new DomainError(
      'unavailable',
      'database-not-writable',
      `The database takes no writes (${failure}). Look at the space on its disk and at its server; what is not ` +
        'written yet is kept in memory and tried again.',
    );
  }

  private async expectAnswer(): Promise<void> {
    try {
      await this.source.query('SELECT 1');
    } catch (cause) {
      throw new DomainError('unavailable', 'database-unavailable', 'The database does not answer.', [], {
        cause,
      });
    }
  }
}
