import { UserError } from '../../../errors.ts'

const WORD = /"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"|'([^']*)'|([^\s"']+)|(\s+)|(["'])/gy

/**
 * The words of a line of "test-image". An image need not have a shell, so that there is none in between: blanks separate,
 * quotes of either kind hold together, nothing else has a meaning. Throws `input-invalid` for a quote without its end.
 */
export function parseCommand(line: string): readonly string[] {
  const words: string[] = []
  let current: string | undefined
  for (const [, double, single, plain, blank, open] of line.matchAll(WORD)) {
    if (open !== undefined) {
      throw new UserError('input-invalid', `Input "test-image": a quote has no end in the line ${JSON.stringify(line)}`)
    }
    if (blank === undefined) {
      current = (current ?? '') + (double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? plain ?? '')
    } else if (current !== undefined) {
      words.push(current)
      current = undefined
    }
  }
  return current === undefined ? words : [...words, current]
}
