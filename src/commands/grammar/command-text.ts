/** What neither a shell nor the grammar takes for anything else. */
const PLAIN = /^(?!-)[\p{L}\p{N}_@%+=:,./-]+$/u

/** Words as a command to copy, which a shell and a comment read alike: what is more than letters is quoted. */
export function commandText(words: readonly string[]): string {
  return words.map(word => (PLAIN.test(word) || isOption(word) ? word : quoted(word))).join(' ')
}

/** `--steal`: as it is part of the grammar. */
function isOption(word: string): boolean {
  return /^--[a-z]+$/.test(word)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}
