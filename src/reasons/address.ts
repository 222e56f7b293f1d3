import type { ReasonCode } from './registry.ts'

const PAGE = 'https://github.com/commit-train/commit-train/blob/main/docs/reasons.md'

/** What the page of reasons says about a code. */
export function reasonAddress(code: ReasonCode): string {
  return `${PAGE}#${code}`
}

/** The same as a link in Markdown. */
export function reasonLink(code: ReasonCode): string {
  return `[what \`${code}\` means](${reasonAddress(code)})`
}
