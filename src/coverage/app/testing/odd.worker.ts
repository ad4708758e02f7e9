import { DomainError } from '../../../kernel/domain-error.js';
import { answerThread } from '../answer-thread.js';

/** What a thread may do beside answering. */
export type Oddity =
  | { readonly do: 'answer'; readonly value: number }
  | { readonly do: 'spin'; readonly ms: number }
  | { readonly do: 'refuse' | 'break' | 'hoard' };

answerThread((odd: Oddity): number => {
  switch (odd.do) {
    case 'answer':
      return odd.value + 1;
    case 'spin':
      for (const end = performance.now() + odd.ms; performance.now() < end;);
      return 0;
    case 'refuse':
      throw new DomainError('unprocessable', 'no-such-thing', 'There is none.', [
        { path: 'thing', message: 'is none' },
      ]);
    case 'break':
      throw new Error('a slip of ours');
    case 'hoard': {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => index + kept.length + 0.5));
    }
  }
});
