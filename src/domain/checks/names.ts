/** What a check is called. */
export interface CheckNames {
  /** Name of the job, of the other app's check, or of the commit status. Empty for a whole run. */
  readonly shortName: string
  /** Name of the workflow; undefined where it is none of Actions. */
  readonly workflow: string | undefined
}

/** The name that GitHub shows. */
export function shownName({ shortName, workflow }: CheckNames): string {
  if (workflow === undefined) return shortName
  return shortName === '' ? workflow : `${workflow} / ${shortName}`
}

/**
 * Whether a name of the policy means this check. A check of another app and a commit status have one name. A job has the
 * one that GitHub shows, with or without its workflow, and those of its parts: the job `call` of a workflow that calls
 * another one is all jobs `call / …`, `test` is also `call / test`, and `test` of a matrix is all `test (…)`. The name of a
 * workflow means all of it.
 */
export function isNamed(check: CheckNames, names: readonly string[]): boolean {
  return names.some(name => means(name, check))
}

const LEVEL = ' / '

function means(name: string, { shortName, workflow }: CheckNames): boolean {
  if (name === shortName) return true
  if (workflow === undefined) return false
  if (name === workflow || meansJob(name, shortName)) return true
  return name.startsWith(workflow + LEVEL) && meansJob(name.slice(workflow.length + LEVEL.length), shortName)
}

/** A job's name in levels: that of the calling job, of the called one, and so on. */
function meansJob(name: string, job: string): boolean {
  const [wanted, levels] = [name.split(LEVEL), job.split(LEVEL)]
  return levels.some((_, from) => {
    // A value of a matrix may hold the separator: then the rest of the name is one level.
    if (isSame(name, levels.slice(from).join(LEVEL))) return true
    return wanted.every((level, at) => isSame(level, levels[from + at] ?? ''))
  })
}

/** `test` is also `test (20, ubuntu)`: the values of a matrix stand in brackets. */
function isSame(name: string, level: string): boolean {
  return name === level || (level.startsWith(`${name} (`) && level.endsWith(')'))
}
