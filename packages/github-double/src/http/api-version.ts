import { Problem, Unmodelled } from '../problem.ts'

/** The version of the description that answers are held against; also what GitHub takes where a request names none. */
export const API_VERSION = '2022-11-28'

/** GitHub knows these too, and answers in another form. */
const OTHER_VERSIONS: readonly string[] = ['2026-03-10']

/** "If you specify an API version that is no longer supported, you will receive a 400 error." */
export function checkApiVersion(named: string | undefined): void {
  if (named === undefined || named === API_VERSION) return
  if (OTHER_VERSIONS.includes(named)) throw new Unmodelled(`version ${named} of the REST API`)
  throw new Problem(400, `Invalid API version: '${named}' is not a supported version of the REST API.`)
}
