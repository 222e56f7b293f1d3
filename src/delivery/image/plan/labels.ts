/** What the labels say. */
export interface LabelFacts {
  readonly sha: string
  readonly repositoryUrl: string
  /** `owner/name`. */
  readonly repository: string
  /** Seconds since the epoch. */
  readonly committedAt: number | undefined
  readonly tagName: string | undefined
  /** From the input; title and version may be given there. */
  readonly own: ReadonlyMap<string, string>
}

/** The annotations of the OCI image specification that every image carries, and the user's own. */
export function labelsOf(of: LabelFacts): ReadonlyMap<string, string> {
  const labels = new Map([
    ['org.opencontainers.image.revision', of.sha],
    ['org.opencontainers.image.source', of.repositoryUrl],
    ['org.opencontainers.image.version', of.tagName ?? of.sha],
    ['org.opencontainers.image.title', of.repository.split('/').at(-1) ?? of.repository],
  ])
  // The commit's time, not now: the same commit has the same labels whenever it is built.
  if (of.committedAt !== undefined) {
    const time = new Date(of.committedAt * 1000).toISOString().replace('.000Z', 'Z')
    labels.set('org.opencontainers.image.created', time)
  }
  for (const [name, value] of of.own) labels.set(name, value)
  return labels
}
