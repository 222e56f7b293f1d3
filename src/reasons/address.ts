import type { ReasonCode } from './registry.ts'

const PAGE = 'https://github.com/commit-train/commit-train/blob/main/docs/reasons.md'

/** Markdown: a link to what the page of reasons says about a code. */
export function reasonLink(code: ReasonCode): string {
  return `[what \`${code}\` means](${PAGE}#${code})`
}
