import { DomainError } from '../../kernel/domain-error.js';

export function noVerdict(why: string, cause?: unknown): DomainError {
  const said = `The virus scan gave no verdict (${why}), so the file is neither taken nor handed out; see that funding.virusScan works, then try again.`;
  return new DomainError('unavailable', 'virus-scan-unavailable', said, [], { cause, retryAfterS: 60 });
}
