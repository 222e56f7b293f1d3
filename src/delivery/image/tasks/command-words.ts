import { UserError } from '../../../errors.ts'

const WORD = /"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"|'([^']*)'|([^\s"']+)|(\s+)|(["'])/gy

/** What a shell would act upon, outside of quotes and between double ones. */
const OPERATOR = /&&|\|\||>>|<<|[|&;<>()]/
const EXPANSION = /`|\$[A-Za-z_{(0-9?@*#!$-]/

/**
 * The words of a line of "test-image". An image need not have a shell, so that there is none in between: blanks separate,
 * quotes of either kind hold together, nothing else has a meaning. What only a shell would understand is refused: as an
 * argument it would make a check pass that never ran. Throws `input-invalid`.
 */
export function parseCommand(line: string): readonly string[] {
  const words: string[] = []
  let current: string | undefined
  for (const [, double, single, plain, blank, open] of line.matchAll(WORD)) {
    if (open !== undefined) throw invalid(`a quote has no end in the line ${JSON.stringify(line)}`)
    const meant = shellMeaning(plain, double, current === undefined)
    if (meant !== undefined) throw needsShell(meant, line)
    if (blank === undefined) {
      current = (current ?? '') + (double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? plain ?? '')
    } else if (current !== undefined) {
      words.push(current)
      current = undefined
    }
  }
  return current === undefined ? words : [...words, current]
}

/** What a shell would act upon in a piece of a line, if anything. */
function shellMeaning(plain: string | undefined, double: string | undefined, begins: boolean): string | undefined {
  if (plain === undefined) return EXPANSION.exec(double ?? '')?.[0]
  if (begins && plain.startsWith('#')) return '#'
  if (plain.endsWith('\\')) return '\\'
  return (OPERATOR.exec(plain) ?? EXPANSION.exec(plain))?.[0]
}

function needsShell(what: string, line: string): UserError {
  // Between single quotes there is none: the hint must be one that can be copied.
  const quotable = line.includes("'") ? '…' : line
  return invalid(
    `"${what}" means something to a shell alone, and there is none, in the line ${JSON.stringify(line)}; if the image has a shell, write sh -c '${quotable}', else one program with its arguments on each line, and single quotes around a "${what}" that is meant as it is`,
  )
}

function invalid(what: string): UserError {
  return new UserError('input-invalid', `Input "test-image": ${what}`)
}
