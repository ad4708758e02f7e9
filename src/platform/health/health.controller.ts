import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../public.decorator.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  @Public()
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Public()
  @Get('ready')
  async ready(): Promise<{ status: 'ready' }> {
    try {
      await this.source.query('SELECT 1');
      return { status: 'ready' };
    } catch (cause) {
      throw new DomainError('unavailable', 'database-unavailable', 'The database does not answer.', [], {
        cause,
      });
    }
  }
}
