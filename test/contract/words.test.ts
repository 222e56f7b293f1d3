import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../script/setup/places.ts'

/** Words that readers had to guess at, each with the standard term. */
const BANNED: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\b(?:rings?|rung)\b/i, 'notify, mention'],
  [/\b(?:un)?told\b/i, 'notified, reported, given'],
  [/\btell(?:s|ing)?\b/i, 'say, report, distinguish'],
  [/\b(?:is|are|was|were|be|not) notified of\b/i, 'reported'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix, correct'],
  [/\bnobody\b/i, 'the actor, or the passive'],
  [/\bsomebody (?:stopped|else)\b/i, 'was stopped, another client'],
  [/\bwhoever\b/i, 'the caller, the person who'],
  [/\bplayed\b/i, 'run'],
  [/\b(?:clock on the|wall) (?:wall|clock)\b/i, 'local time'],
  [/\bunder way\b/i, 'in progress'],
  [/\bride along\b/i, 'are deployed with them'],
  [/\bgone for good\b/i, 'deleted'],
  [/\bdoes not know us\b/i, 'rejected the credentials (401)'],
]

const PLACES = [
  'src',
  'docs',
  'actions',
  'workflows-templates',
  'schema',
  'examples',
  '.github',
  'script',
  'packages',
  'bench',
]
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md']

/** Lines that keep such a word, by file, with the reason. */
const EXCEPTIONS: readonly { readonly file: string; readonly line: RegExp; readonly why: string }[] = [
  {
    file: 'packages/github-double/test/pushes.test.ts',
    line: /'nobody'|no token is called nobody/,
    why: 'the name of a token that does not exist',
  },
]

interface Line {
  readonly file: string
  readonly number: number
  readonly text: string
}

function linesOf(places: readonly string[]): readonly Line[] {
  const files = execFileSync('git', ['ls-files', '-z', '--', ...places], { cwd: root, encoding: 'utf8' })
  return files
    .split('\0')
    .filter(file => /\.(?:ts|md|ya?ml|json|svg|sh|tmpl)$|^script\/[\w-]+$/.test(file))
    .flatMap(file => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n')
      return lines.map((text, index) => ({ file, number: index + 1, text }))
    })
}

function bannedIn(text: string): readonly string[] {
  return BANNED.flatMap(([word, instead]) => {
    const found = word.exec(text)
    return found === null ? [] : [`"${found[0]}": write ${instead}`]
  })
}

/** The comment in a line; undefined for a line without one. */
function commentIn(text: string): string | undefined {
  return /^\s*(?:\/\*\*|\*|\/\/) (.*)$/.exec(text)?.[1]
}

/** Names of code in prose: a word with a capital in it, not in backticks. */
function identifiersIn(comment: string): readonly string[] {
  const prose = comment.replaceAll(/`[^`]*`|https?:\S+/g, '')
  return [...prose.matchAll(/(?<![\w./-])[a-z]+[A-Z]\w*/g)].map(([name]) => name).filter(name => name !== 'macOS')
}

describe('the words that everybody reads', () => {
  const lines = linesOf([...PLACES, ...PAGES])
  const isException = ({ file, text }: Line) => EXCEPTIONS.some(one => one.file === file && one.line.test(text))

  test('are the standard terms', () => {
    const found = lines
      .filter(line => !isException(line))
      .flatMap(({ file, number, text }) => bannedIn(text).map(what => `${file}:${number}: ${what}`))
    expect(found).toEqual([])
  })

  test.each(EXCEPTIONS)('$file still needs its exception: $why', ({ file, line }) => {
    expect(lines.some(one => one.file === file && line.test(one.text) && bannedIn(one.text).length > 0)).toBe(true)
  })

  test('comments name code in backticks: a rename by search does not end up in a sentence', () => {
    const found = lines
      .filter(({ file }) => file.startsWith('src/'))
      .flatMap(({ file, number, text }) => {
        return identifiersIn(commentIn(text) ?? '').map(name => `${file}:${number}: ${name}`)
      })
    expect(found).toEqual([])
  })

  test('comments name no reason code that was renamed', () => {
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').replaceAll(/\s+/g, ' ')
    const renamed = new Set([...changelog.matchAll(/`([a-z-]+)` → `[a-z-]+`/g)].map(([, code]) => code))
    expect(renamed.size).toBeGreaterThan(50)
    const found = lines
      .filter(({ file }) => file.startsWith('src/'))
      .flatMap(({ file, number, text }) => {
        const codes = [...(commentIn(text) ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)
        return codes.filter(code => renamed.has(code)).map(code => `${file}:${number}: ${code}`)
      })
    expect(found).toEqual([])
  })

  test.each([
    ['Nobody is rung', ['"rung": write notify, mention', '"Nobody": write the actor, or the passive']],
    ['a string of rendering, intelligent', []],
    ['Amend the commit; recommends', []],
  ])('%s', (text, expected) => {
    expect(bannedIn(text)).toEqual(expected)
  })

  test.each([
    ['/** A message of ownMessages that was found. */', ['ownMessages']],
    ['/** Reads `ownMessages` on GitHub. */', []],
    ['const ownMessages = 1', []],
  ])('%s', (text, expected) => {
    expect(identifiersIn(commentIn(text) ?? '')).toEqual(expected)
  })
})
