/** A path that is not as in the commit. */
export interface Change {
  readonly path: string
  readonly kind: 'changed' | 'untracked' | 'ignored'
}

/** What `git status` says. */
export interface Status {
  /** SHA of the checked-out commit; `undefined` before the first one. */
  readonly head: string | undefined
  readonly changes: readonly Change[]
}

/** Reads `git status --porcelain=v2 --branch -z`. */
export function readStatus(output: string): Status {
  const records = output.split('\0')
  const oid = records.find(record => record.startsWith('# branch.oid '))?.slice('# branch.oid '.length)
  return { head: oid === '(initial)' ? undefined : oid, changes: records.flatMap(changeIn) }
}

/** The path is the last field and may hold spaces: how many fields stand before it depends on the kind of record. */
function changeIn(record: string): readonly Change[] {
  const after = (fields: number): string => record.split(' ').slice(fields).join(' ')
  if (record.startsWith('1 ')) return [{ kind: 'changed', path: after(8) }]
  if (record.startsWith('u ')) return [{ kind: 'changed', path: after(10) }]
  if (record.startsWith('? ')) return [{ kind: 'untracked', path: after(1) }]
  if (record.startsWith('! ')) return [{ kind: 'ignored', path: after(1) }]
  return []
}
