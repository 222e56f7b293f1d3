/** The lines that are stamped: `uses: acme/commit-train/actions/build@v1 # comment`. */
const USES = /^(\s*(?:- )?uses: )([\w.-]+\/[\w.-]+)((?:\/[\w.-]+)*)@(\S+)( #.*)?$/gm

/** What a file uses of a repository. */
export interface Reference {
  /** `actions/build`, `.github/workflows/deploy.yml`. */
  readonly path: string
  readonly ref: string
}

/**
 * All that a file names of `repository` (`owner/name`) by a ref, in its order: in quotes, in a flow mapping, in a comment, in other
 * capitals, which GitHub takes for the same. It does not share the pattern of `stamped`, so it finds what that one missed.
 */
export function referencesIn(text: string, repository: string): readonly Reference[] {
  const name = repository.replaceAll('.', '\\.')
  const named = new RegExp(`(?<![\\w.-])${name}(?:/([^\\s"'@]*))?@([^\\s"'},\\]]*)`, 'gi')
  return [...text.matchAll(named)].map(([, path = '', ref = '']) => ({ path, ref }))
}

/** The repository that a file names for its own: that of `actions/deploy` in `actions/ship`, also in a fork. */
export function ownRepository(ship: string): string {
  const found = [...ship.matchAll(USES)].find(([, , , path]) => path === '/actions/deploy')
  if (found?.[2] === undefined) throw new Error('actions/ship/action.yml does not use actions/deploy')
  return found[2]
}

/** The file with everything of `repository` at a commit, and the version beside it for people. */
export function stamped(text: string, repository: string, sha: string, version: string): string {
  return text.replace(USES, (line, start: string, of: string, path: string) =>
    of === repository ? `${start}${of}${path}@${sha} # ${version}` : line,
  )
}
