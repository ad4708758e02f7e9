import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import type { Call } from '../app/tickets.js';

const KEY = /^[!-~]{1,200}$/;

/** A call as it is known again by its Idempotency-Key. */
export function callOf(header: string | undefined, route: string, body: unknown): Call {
  return { key: idempotencyKey(header), route, body };
}

/** The key of a call, with or without the quotes that the draft of the header asks for. */
function idempotencyKey(header: string | undefined): string {
  const key = header?.trim().replace(/^"(.*)"$/, '$1');
  if (key !== undefined && KEY.test(key)) return key;
  throw new DomainError(
    'invalid',
    'idempotency-key-missing',
    'This call writes money: send an Idempotency-Key of 1…200 visible ASCII characters (a new UUID), and the same one when you repeat the call.',
  );
}

/** A repeated call writes nothing and is answered as the first. */
export const WritesMoney = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'New for every new call (a UUID); the same for a repeated one, which is answered as the first.',
    }),
    ApiResponse({
      status: 409,
      description: 'A source has less left than is asked of it; the problem says how much.',
    }),
    ApiResponse({ status: 422, description: 'Does not fit together, or the key was used for another call.' }),
  );
