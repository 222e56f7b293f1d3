import { folderOfOptional, OPTIONAL_TESTS } from './levels.ts'

/** Names the optional tests that run, separated by commas. */
export const OPTIONAL_VARIABLE = 'COMMIT_TRAIN_OPTIONAL_TESTS'

/** The patterns of the files of optional tests that do not run. */
export function leftOut(env: Readonly<Record<string, string | undefined>>): string[] {
  const wanted = (env[OPTIONAL_VARIABLE] ?? '').split(',')
  return OPTIONAL_TESTS.filter(name => !wanted.includes(name)).map(name => `${folderOfOptional(name)}**`)
}
