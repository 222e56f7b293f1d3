import { quotedWord } from '../../domain/lock/lock-command.ts'

/** Words as a command to copy, which a shell and a comment read alike: what is more than letters is quoted. */
export function commandText(words: readonly string[]): string {
  return words.map(word => (isOption(word) ? word : quotedWord(word))).join(' ')
}

/** `--steal`: as it is part of the grammar. */
function isOption(word: string): boolean {
  return /^--[a-z]+(?:-[a-z]+)*$/.test(word)
}
