/** A line that uses an action or a workflow of a repository: `uses: acme/commit-train/actions/build@v1 # comment`. */
const USES = /^(\s*(?:- )?uses: )([\w.-]+\/[\w.-]+)((?:\/[\w.-]+)*)@(\S+)( #.*)?$/gm

/** What a file uses of a repository. */
export interface Reference {
  /** `actions/build`, `.github/workflows/deploy.yml`. */
  readonly path: string
  readonly ref: string
}

/** What a file uses of `repository` (`owner/name`), in its order. */
export function referencesIn(text: string, repository: string): readonly Reference[] {
  return [...text.matchAll(USES)].flatMap(([, , of, path = '', ref = '']) =>
    of === repository ? [{ path: path.slice(1), ref }] : [],
  )
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
