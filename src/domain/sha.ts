const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The full SHA (SHA-1 or SHA-256) in lower case, or undefined when `text` is anything else, short SHAs included. */
export function fullSha(text: string): string | undefined {
  const lower = text.toLowerCase()
  return FULL_SHA.test(lower) ? lower : undefined
}

/** The first seven digits: for people, never for looking anything up. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7)
}
