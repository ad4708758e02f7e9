import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

interface Versioned {
  readonly revision: number;
  readonly observed?: { readonly observedAt: number } | null;
}

/**
 * The entry's revision, and for a camera when probing last saw something new: that changes the answer, but is no reason
 * to refuse a person's change, so that If-Match looks at the revision alone.
 */
export function etagOf({ revision, observed }: Versioned): string {
  const seen = observed === null || observed === undefined ? '' : `.${observed.observedAt.toString(36)}`;
  return `"${revision}${seen}"`;
}

/** The revisions that an If-Match header names; null where there is none or any will do. */
export function expectedRevisions(ifMatch: string | undefined): readonly number[] | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  return tagsOf(ifMatch).flatMap((tag) => {
    // A weak tag never fits If-Match (RFC 9110), and what is no tag of ours fits nothing.
    const [, revision] = /^"(\d{1,9})(?:\.[0-9a-z]+)?"$/.exec(tag) ?? [];
    return revision === undefined ? [] : [Number(revision)];
  });
}

/** Names the version of the answer; true when the caller has it already, and needs no body. */
export function isKnown(reply: FastifyReply, entry: Versioned, ifNoneMatch: string | undefined): boolean {
  return hasTag(reply, etagOf(entry), ifNoneMatch);
}

/** The same for an answer whose version is not that of an entry; `etag` with its quotes. */
export function hasTag(reply: FastifyReply, etag: string, ifNoneMatch: string | undefined): boolean {
  void reply.header('etag', etag);
  if (ifNoneMatch === undefined) return false;
  const tags = tagsOf(ifNoneMatch).map((tag) => tag.replace(/^W\//, ''));
  if (!tags.includes(etag) && ifNoneMatch.trim() !== '*') return false;
  void reply.status(304);
  return true;
}

/** Whether a write may go over what has this ETag, by its If-Match header: where it names none, over anything. */
export function isExpected(etag: string, ifMatch: string | undefined): boolean {
  return ifMatch === undefined || ifMatch.trim() === '*' || tagsOf(ifMatch).includes(etag);
}

/** The answer to a write names its version, so that the next write need not read again. */
export function told<E extends Versioned, A>(reply: FastifyReply, entry: E, answer: (entry: E) => A): A {
  void reply.header('etag', etagOf(entry));
  return answer(entry);
}

function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}

const ETAG = {
  ETag: { description: 'Version of the entry, for If-Match.', schema: { type: 'string' as const } },
};

export const ConditionalGet = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'If-None-Match', required: false, description: 'ETag of the answer that you have.' }),
    ApiResponse({ status: 200, description: 'The entry.', headers: ETAG }),
    ApiResponse({ status: 304, description: 'You have it as it is.' }),
  );

export const ConditionalWrite = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag of the entry as you read it: nothing is written over what changed since.',
    }),
    ApiResponse({
      status: 412,
      description: 'It has changed since; the problem names what, by whom and when.',
    }),
  );
