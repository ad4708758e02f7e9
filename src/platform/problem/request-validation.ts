import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { speakPlainly } from '../plain-words.js';
import { fieldFaults, type Issue } from './field-fault.js';

/** A body of bad points must not be answered with a megabyte of complaints. */
const MAX_FIELDS = 50;

/** Parses every body, query and parameter that names a schema; what does not fit is one problem that names each field. */
export function requestValidation(): StandardSchemaValidationPipe {
  speakPlainly();
  return new StandardSchemaValidationPipe({ exceptionFactory: (issues) => invalidRequest(issues) });
}

function invalidRequest(issues: readonly Issue[]): DomainError {
  const fields = issues.flatMap((issue) => fieldFaults(issue)).slice(0, MAX_FIELDS);
  const [first] = fields;
  const where = first?.path
    ? `${first.path}: ${first.message}`
    : (first?.message ?? 'the request does not fit');
  return new DomainError('invalid', 'invalid-request', where, fields);
}
