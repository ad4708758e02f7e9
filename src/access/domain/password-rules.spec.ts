import { passwordFault } from './password-rules.js';

const fault = (password: string, userName = 'lin.mei'): string | null =>
  passwordFault(password, { userName, minLength: 12 });

describe('passwordFault', () => {
  it.each([
    'four words in a row',
    '上坡村的老榕树下有三只黑狗',
    'Kx7-lantern-roof',
    'password managers are fine',
  ])('takes %s', (password) => {
    expect(fault(password)).toBeNull();
  });

  it.each(['short', 'elevenchars', '上坡村的老榕树下有黑'])('refuses the short %s', (password) => {
    expect(fault(password)).toBe('must be at least 12 characters; several words are easiest');
  });

  it('counts characters, and not their halves', () => {
    expect(fault('🌳🐕🏮🚪🌉🪷')).toMatch(/^must be at least 12/);
  });

  it('refuses what is longer than anybody types', () => {
    expect(fault('word '.repeat(26))).toBe('must be at most 128 characters');
  });

  it.each(['lin.mei-2026!', 'LIN.MEI123456', 'lin.meilin.mei', '2026lin.mei2026'])(
    'refuses the user name in %s',
    (password) => {
      expect(fault(password)).toBe('must be more than the user name; several words are easiest');
    },
  );

  it.each([
    'password1234',
    'P@ssw0rd123456',
    'Admin@123456',
    'Hikvision2024!',
    '123456789012',
    '987654321098',
    'qwertyuiop[]',
    'qwertyuiopasdf',
    '1qaz2wsx3edc',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '121212121212',
    'woaini5201314',
    'changeme-changeme',
  ])('refuses %s, which is guessed first', (password) => {
    expect(fault(password)).toBe('is one of those that are guessed first; choose several words of your own');
  });
});
