import type { PartName } from '../setup/bootstrap.ts'
import { SetupError } from '../setup/setup-error.ts'

/** From the quickest to the slowest. */
export const LEVELS = ['unit', 'contract', 'bundle', 'e2e'] as const
export type Level = (typeof LEVELS)[number]

/**
 * Tests of the e2e level that need a program of their own, each in a folder of its name. It is compiled, and they
 * run, only where they are asked for.
 */
export const OPTIONAL_TESTS = ['rollouts'] as const
export type OptionalTests = (typeof OPTIONAL_TESTS)[number]

/** Where the tests of one of them are. */
export const folderOfOptional = (name: OptionalTests): string => `test/e2e/${name}/`

/** One vitest run: levels that run beside each other, and what they need. */
export interface Stage {
  readonly levels: readonly Level[]
  readonly files: readonly string[]
  readonly optional: readonly OptionalTests[]
}

/**
 * Reads the arguments of `script/test`: names of levels, then files or parts of their names. Without levels, those of the
 * files (`test/e2e/x.test.ts`), or all of them. The quick levels run beside each other, e2e after them.
 */
export function stagesOf(given: readonly string[]): readonly Stage[] {
  const args = given.map(
    word => OPTIONAL_TESTS.flatMap(name => (name === word ? folderOfOptional(name) : []))[0] ?? word,
  )
  const isLevel = (word: string): word is Level => LEVELS.some(level => level === word)
  const named = args.filter(isLevel)
  const files = args.filter(word => !isLevel(word))
  const option = files.find(file => file.startsWith('-'))
  if (option !== undefined) {
    throw new SetupError(
      `script/test knows no option ${option}: give levels (${LEVELS.join(', ')}), ${OPTIONAL_TESTS.join(', ')} or files`,
    )
  }
  const ofFiles = LEVELS.filter(level => files.some(file => levelOf(file) === level))
  const wanted = LEVELS.filter(level =>
    (named.length > 0 ? named : ofFiles.length > 0 ? ofFiles : LEVELS).includes(level),
  )
  const optional = OPTIONAL_TESTS.filter(name => files.some(file => file.startsWith(folderOfOptional(name))))
  const quick = { levels: wanted.filter(level => level !== 'e2e'), files, optional: [] }
  const slow = { levels: wanted.filter(level => level === 'e2e'), files, optional }
  return [quick, slow].filter(stage => stage.levels.length > 0)
}

/** The level whose folder a file is in; the tests of packages are unit tests. */
function levelOf(file: string): Level | undefined {
  if (file.startsWith('packages/')) return 'unit'
  return LEVELS.find(level => file.startsWith(`test/${level}/`))
}

/** What has to be there for these levels, and no more: a unit test does not wait for Kubernetes. */
export function partsFor(stages: readonly Stage[]): readonly PartName[] {
  const levels = stages.flatMap(stage => stage.levels)
  return [
    'node-modules',
    'gomplate',
    ...(levels.some(level => level !== 'unit') ? (['dist'] as const) : []),
    ...(levels.includes('contract') ? (['actionlint', 'zizmor'] as const) : []),
    ...(levels.includes('e2e') ? (['debian-packages', 'kubernetes', 'workload', 'act', 'buildx'] as const) : []),
    ...stages.flatMap(stage => stage.optional),
  ]
}
